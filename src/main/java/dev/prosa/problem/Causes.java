package dev.prosa.problem;

import java.util.Objects;
import java.util.stream.Stream;

/** An exception and what caused it. */
public final class Causes {

    /** Causes may go round in a circle. */
    private static final int MAX_DEPTH = 12;

    private Causes() {}

    /** From the outermost inwards, at most 12; null has none. */
    public static Stream<Throwable> of(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
    }
}
