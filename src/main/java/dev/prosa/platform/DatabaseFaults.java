package dev.prosa.platform;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the database refuses by its constraints, and the ways in which it can be away or too busy. */
final class DatabaseFaults {

    /** Constraints that a well-formed request can run into; any other violation is a fault of Prosa. */
    private static final Map<String, Refused> BY_CONSTRAINT = Map.of(
            "department_name_unique", Problem.ALREADY_EXISTS.refused("A department of this name exists already"),
            "agent_email_unique", Problem.ALREADY_EXISTS.refused("An agent with this email exists already"),
            "contact_phone_unique", Problem.ALREADY_EXISTS.refused("A contact with this phone exists already"),
            "contact_metadata_size", Refused.field("metadata", "must not exceed 16 KiB"),
            "channel_department_fk", Refused.field("departmentId", "is no department"),
            "membership_department_fk", Refused.field("departmentIds", "must all be departments"),
            "conversation_assignee_is_member", Problem.AGENT_NOT_IN_DEPARTMENT.refused(),
            "conversation_assignee_is_active", Problem.AGENT_NOT_IN_DEPARTMENT.refused(),
            "conversation_closed_is_final", Problem.CONVERSATION_CLOSED.refused());

    /** Connection, resources and operator classes of SQLSTATE. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** The class of deadlocks and serialization failures: rollbacks that succeed when repeated. */
    private static final String COLLISION = "40";

    /** Characters that PostgreSQL's text and jsonb cannot hold: U+0000 that came by a way nobody checks. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private static final Set<String> IDLE_TOO_LONG = Set.of("25P03", "25P04");

    /** Vert.x says by its words only that the connection is gone, or that none was free in time for a statement. */
    private static final Set<String> LOST = Set.of("Connection was closed", "Timeout waiting for connection");

    /** And by this word that none was free in time for a transaction. */
    private static final String NONE_FREE = "Timeout";

    private static final Pattern CONSTRAINT = Pattern.compile("constraint \"(\\w+)\"");

    private DatabaseFaults() {}

    static Optional<Refused> refusalOf(Throwable fault) {
        if (fault instanceof PgException e) return ofState(e.getSqlState(), e.getConstraint());
        if (fault instanceof SQLException e) return ofState(e.getSQLState(), constraintNamedIn(e.getMessage()));
        if (isTooSlow(fault)) return unavailable("It took too long; try again");
        return isConnectionLost(fault) ? away() : Optional.empty();
    }

    /** Hibernate Reactive turns the client's exception into JDBC's, which has no constraint but in its words. */
    private static String constraintNamedIn(String message) {
        Matcher constraint = CONSTRAINT.matcher(String.valueOf(message));
        return constraint.find() ? constraint.group(1) : null;
    }

    static Optional<Refused> ofState(String state, String constraint) {
        if (state == null || state.length() != 5) return Optional.empty();
        if (state.startsWith(COLLISION)) return unavailable("The change ran into another one; repeat it");
        if (AWAY.contains(state.substring(0, 2)) || IDLE_TOO_LONG.contains(state)) return away();
        if (UNSTORABLE.contains(state)) return Optional.of(Refused.field("body", "must not contain U+0000"));
        return constraint == null ? Optional.empty() : Optional.ofNullable(BY_CONSTRAINT.get(constraint));
    }

    private static Optional<Refused> away() {
        return unavailable("The database cannot be reached at the moment");
    }

    private static Optional<Refused> unavailable(String detail) {
        return Optional.of(Problem.UNAVAILABLE.refused(detail));
    }

    /** Whether it was the database that took too long, a timeout does not tell. */
    private static boolean isTooSlow(Throwable fault) {
        return fault instanceof TimeoutException || fault instanceof io.smallrye.mutiny.TimeoutException;
    }

    private static boolean isConnectionLost(Throwable fault) {
        return fault instanceof SocketException
                || fault instanceof UnknownHostException
                || fault instanceof ClosedChannelException
                || fault instanceof ClosedConnectionException
                || fault instanceof ConnectionPoolTooBusyException
                || fault instanceof VertxException e && LOST.contains(String.valueOf(e.getMessage()))
                || fault instanceof NoStackTraceThrowable e && NONE_FREE.equals(e.getMessage());
    }
}
