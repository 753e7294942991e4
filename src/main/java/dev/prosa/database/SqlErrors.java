package dev.prosa.database;

import dev.prosa.problem.FaultMapping;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.arc.All;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What errors of the database are to a caller: a broken constraint, a transaction to repeat, a database that is away. */
@Singleton
public final class SqlErrors implements FaultMapping {

    /** Connection, resources and operator classes of SQLSTATE. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** The class of deadlocks and serialization failures: rollbacks that succeed when repeated. */
    private static final String COLLISION = "40";

    private static final int MAX_CAUSES = 12;

    /** Characters that PostgreSQL's text and jsonb cannot hold: U+0000 that came by a way nobody checks. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private static final Set<String> IDLE_TOO_LONG = Set.of("25P03", "25P04");

    /** Vert.x says by its words only that the connection is gone, or that none was free in time for a statement. */
    private static final Set<String> LOST = Set.of("Connection was closed", "Timeout waiting for connection");

    /** And by this word that none was free in time for a transaction. */
    private static final String NONE_FREE = "Timeout";

    private static final Pattern CONSTRAINT = Pattern.compile("constraint \"(\\w+)\"");

    private final Map<String, Refused> byConstraint;

    public SqlErrors(@All List<ConstraintRefusals> constraints) {
        byConstraint = constraints.stream()
                .flatMap(ofFeature -> ofFeature.byName().entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether the transaction met another one, so that it succeeds when it is repeated whole. */
    public static boolean isRetryable(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(SqlErrors::stateOf)
                .anyMatch(state -> state.startsWith(COLLISION));
    }

    /** The SQLSTATE, or nothing. */
    private static String stateOf(Throwable fault) {
        if (fault instanceof PgException e) return String.valueOf(e.getSqlState());
        return fault instanceof SQLException e ? String.valueOf(e.getSQLState()) : "";
    }

    @Override
    public Optional<Refused> refusalOf(Throwable fault) {
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

    Optional<Refused> ofState(String state, String constraint) {
        if (state == null || state.length() != 5) return Optional.empty();
        if (state.startsWith(COLLISION)) return unavailable("The change ran into another one; repeat it");
        if (AWAY.contains(state.substring(0, 2)) || IDLE_TOO_LONG.contains(state)) return away();
        if (UNSTORABLE.contains(state)) return Optional.of(Refused.field("body", "must not contain U+0000"));
        return constraint == null ? Optional.empty() : Optional.ofNullable(byConstraint.get(constraint));
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
