package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.problem.Problem;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlErrorsTest {

    private final SqlErrors errors = new SqlErrors();

    static Stream<Throwable> databaseAway() {
        return Stream.of(
                new ConnectException("refused"),
                ClosedConnectionException.INSTANCE,
                new ClosedChannelException(),
                ofClient("57P01", null),
                ofClient("57P03", null),
                ofClient("08006", null),
                ofClient("53300", null),
                ofClient("25P03", null),
                new VertxException("Connection was closed"),
                new VertxException("Timeout waiting for connection"),
                new NoStackTraceThrowable("Timeout"),
                new ConnectionPoolTooBusyException("the queue is full"));
    }

    @ParameterizedTest
    @MethodSource("databaseAway")
    void databaseAway_isUnavailable(Throwable fault) {
        assertThat(errors.refusalOf(fault)).hasValueSatisfying(refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
            assertThat(refused.getMessage()).contains("database");
        });
    }

    static Stream<Throwable> repeatable() {
        return Stream.of(
                ofClient("40P01", null),
                ofClient("40001", null),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException());
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void collisionOrTimeout_isNotBlamedOnTheConnection(Throwable fault) {
        assertThat(errors.refusalOf(fault)).hasValueSatisfying(refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
            assertThat(refused.getMessage()).doesNotContain("database");
        });
    }

    @ParameterizedTest
    @CsvSource({"23505, thing_name_unique", "23514, message_without_gaps", "42601,", "23502,"})
    void violationOrWrongStatement_isAFault(String state, String constraint) {
        assertThat(errors.refusalOf(ofClient(state, constraint))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P05"})
    void characterThatCannotBeStored_isTheCallersMistake(String state) {
        assertThat(errors.refusalOf(ofClient(state, null)))
                .hasValueSatisfying(refused -> assertThat(refused.problem()).isEqualTo(Problem.VALIDATION_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void collision_isRetryableThroughEveryLayer(String state) {
        assertThat(SqlErrors.isRetryable(new CompletionException(ofClient(state, null))))
                .isTrue();
        assertThat(SqlErrors.isRetryable(new LockAcquisitionException("update", new SQLException("", state))))
                .isTrue();
    }

    @Test
    void violation_isNotRetryable() {
        assertThat(SqlErrors.isRetryable(ofClient("23505", "thing_name_unique")))
                .isFalse();
        assertThat(SqlErrors.isRetryable(new IllegalStateException())).isFalse();
    }

    private static PgException ofClient(String state, String constraint) {
        return new PgException(
                "words",
                "ERROR",
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                constraint);
    }
}
