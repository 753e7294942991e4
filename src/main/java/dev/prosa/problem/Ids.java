package dev.prosa.problem;

import java.util.UUID;

/** Ids as they are written: the 36 characters of a UUID. */
public final class Ids {

    private static final int LENGTH = 36;

    private Ids() {}

    /** @throws IllegalArgumentException also for the short forms that {@link UUID#fromString} takes */
    public static UUID parse(String text) {
        if (text.length() != LENGTH) throw new IllegalArgumentException(text);
        return UUID.fromString(text);
    }
}
