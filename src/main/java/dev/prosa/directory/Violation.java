package dev.prosa.directory;

import dev.prosa.problem.Causes;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/**
 * What kind of constraint a change ran into, by its SQLSTATE: Hibernate Reactive hands on no more of it but words. Whoever
 * wrote the row knows which constraint of this kind the row can violate.
 */
public final class Violation {

    private Violation() {}

    public static boolean isUnique(Throwable fault) {
        return is(ConstraintKind.UNIQUE, fault);
    }

    public static boolean isForeignKey(Throwable fault) {
        return is(ConstraintKind.FOREIGN_KEY, fault);
    }

    private static boolean is(ConstraintKind kind, Throwable fault) {
        return Causes.of(fault).anyMatch(f -> f instanceof ConstraintViolationException e && e.getKind() == kind);
    }
}
