package dev.prosa.intake;

import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;

/** What became of one item of a batch: a receipt, or why it was not taken. */
record Outcome(Receipt receipt, Refused refused) {

    static Outcome taken(Receipt receipt) {
        return new Outcome(receipt, null);
    }

    static Outcome refused(Refused why) {
        return new Outcome(null, why);
    }

    boolean isOfUnknownChannel() {
        return refused != null && refused.problem() == Problem.NOT_FOUND;
    }

    static Outcome unknownChannel() {
        return refused(Problem.NOT_FOUND.refused("No such channel"));
    }
}
