package dev.prosa.observability;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An exception with its types, its stack trace and what identifies an error of the database, but without its messages:
 * those of the database and of parsers quote what was sent, such as a message's text, a phone or a token.
 */
public final class RedactedThrowable extends Throwable {

    private static final long serialVersionUID = 1;
    private static final int DEEPEST = 12;

    private final String type;

    private RedactedThrowable(Throwable fault, RedactedThrowable cause) {
        super(summary(fault), cause);
        type = fault.getClass().getName();
        setStackTrace(fault.getStackTrace());
    }

    public static RedactedThrowable of(Throwable fault) {
        return of(fault, DEEPEST);
    }

    private static RedactedThrowable of(Throwable fault, int levels) {
        boolean hasCause = fault.getCause() != null && levels > 1;
        return new RedactedThrowable(fault, hasCause ? of(fault.getCause(), levels - 1) : null);
    }

    private static String summary(Throwable fault) {
        return Stream.concat(Stream.of(fault.getClass().getName()), details(fault))
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> details(Throwable fault) {
        if (fault instanceof PgException e)
            return named(
                    "sqlState",
                    e.getSqlState(),
                    "table",
                    e.getTable(),
                    "column",
                    e.getColumn(),
                    "constraint",
                    e.getConstraint());
        if (fault instanceof SQLException e) return named("sqlState", e.getSQLState());
        // the virtual machine writes these, out of the code
        boolean isOfCode = fault instanceof NullPointerException || fault instanceof ClassCastException;
        return isOfCode ? Stream.of(String.valueOf(fault.getMessage())) : Stream.empty();
    }

    private static Stream<String> named(String... pairs) {
        return Stream.iterate(0, n -> n < pairs.length, n -> n + 2)
                .filter(n -> Objects.nonNull(pairs[n + 1]))
                .map(n -> pairs[n] + "=" + pairs[n + 1]);
    }

    /** The class of the fault. */
    String type() {
        return type;
    }

    /** In one line, without stack trace. */
    public static String inShort(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .map(RedactedThrowable::summary)
                .collect(Collectors.joining(" caused by "));
    }

    /** Its own type says nothing. */
    @Override
    public String toString() {
        return getMessage();
    }
}
