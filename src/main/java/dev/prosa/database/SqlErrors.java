package dev.prosa.database;

import dev.prosa.problem.Causes;
import dev.prosa.problem.FaultMapping;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Singleton;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What errors of the database are to a caller: a transaction to repeat, a database that is away, text that it cannot hold.
 * A violated constraint is none of them: what a request may run into is asked under the lock, before anything is written.
 */
@Singleton
public final class SqlErrors implements FaultMapping {

    /** Connection, resources and operator classes of SQLSTATE. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** The class of deadlocks and serialization failures: rollbacks that succeed when repeated. */
    private static final String COLLISION = "40";

    private static final String DATA = "22";
    private static final String INTEGRITY = "23";

    /** Characters that PostgreSQL's text and jsonb cannot hold: U+0000 that came by a way nobody checks. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private static final Set<String> IDLE_TOO_LONG = Set.of("25P03", "25P04");

    /** Vert.x says by its words only that the connection is gone, or that none was free in time for a statement. */
    private static final Set<String> LOST = Set.of("Connection was closed", "Timeout waiting for connection");

    /** And by this word that none was free in time for a transaction. */
    private static final String NONE_FREE = "Timeout";

    /** Whether the transaction met another one, so that it succeeds when it is repeated whole. */
    public static boolean isRetryable(Throwable failure) {
        return Causes.of(failure).map(SqlErrors::stateOf).anyMatch(state -> state.startsWith(COLLISION));
    }

    /** Whether a value that was sent cannot be stored. */
    public static boolean isInvalidData(PgException failure) {
        return failure.getSqlState().startsWith(DATA);
    }

    /** Whether a row would break a constraint. */
    public static boolean isConstraintViolation(PgException failure) {
        return failure.getSqlState().startsWith(INTEGRITY);
    }

    /** The SQLSTATE, or nothing. */
    private static String stateOf(Throwable fault) {
        if (fault instanceof PgException e) return String.valueOf(e.getSqlState());
        return fault instanceof SQLException e ? String.valueOf(e.getSQLState()) : "";
    }

    @Override
    public Optional<Refused> refusalOf(Throwable fault) {
        if (fault instanceof PgException e) return ofState(e.getSqlState());
        if (fault instanceof SQLException e) return ofState(e.getSQLState());
        if (isTooSlow(fault)) return unavailable("It took too long; try again");
        return isConnectionLost(fault) ? away() : Optional.empty();
    }

    private static Optional<Refused> ofState(String state) {
        if (state == null || state.length() != 5) return Optional.empty();
        if (state.startsWith(COLLISION)) return unavailable("The change ran into another one; repeat it");
        if (AWAY.contains(state.substring(0, 2)) || IDLE_TOO_LONG.contains(state)) return away();
        if (UNSTORABLE.contains(state)) return Optional.of(Refused.field("body", "must not contain U+0000"));
        return Optional.empty();
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
