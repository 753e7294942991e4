package dev.prosa.intake;

import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;

/** What became of one item of a batch: a receipt, or why it was not taken. */
record Outcome<R>(R receipt, Refused refused) {

    private static final Refused UNKNOWN_CHANNEL = Problem.NOT_FOUND.refused("No such channel");

    static <R> Outcome<R> taken(R receipt) {
        return new Outcome<>(receipt, null);
    }

    static <R> Outcome<R> refused(Refused why) {
        return new Outcome<>(null, why);
    }

    static <R> Outcome<R> unknownChannel() {
        return refused(UNKNOWN_CHANNEL);
    }

    boolean isOfUnknownChannel() {
        return refused == UNKNOWN_CHANNEL;
    }

    /** @throws Refused where it was refused */
    R receiptOrThrow() {
        if (refused != null) throw refused;
        return receipt;
    }
}
