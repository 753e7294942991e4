package dev.prosa.batching;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;

/** What became of one item of a batch: a receipt, or why it was not taken. */
public record ItemResult<R>(R receipt, Refused refused) {

    private static final Refused UNKNOWN_CHANNEL = Problem.NOT_FOUND.refused("No such channel");

    public static <R> ItemResult<R> taken(R receipt) {
        return new ItemResult<>(receipt, null);
    }

    public static <R> ItemResult<R> refused(Refused why) {
        return new ItemResult<>(null, why);
    }

    public static <R> ItemResult<R> unknownChannel() {
        return refused(UNKNOWN_CHANNEL);
    }

    boolean isOfUnknownChannel() {
        return refused == UNKNOWN_CHANNEL;
    }

    /** @throws Refused where it was refused */
    public R receiptOrThrow() {
        if (refused != null) throw refused;
        return receipt;
    }
}
