package dev.prosa.problem;

import java.util.Optional;

/** Knows what some exceptions are to a caller; each feature whose libraries throw exceptions of their own brings one. */
public interface FaultMapping {

    /** What this exception is, not counting its causes; empty if it is not one of those. */
    Optional<Refused> refusalOf(Throwable fault);
}
