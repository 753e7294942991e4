package dev.prosa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {

    static Stream<Throwable> waysOfTheDatabaseToBeAway() {
        return Stream.of(
                new ConnectException("refused"),
                ClosedConnectionException.INSTANCE,
                new ClosedChannelException(),
                sql("57P01"),
                sql("57P03"),
                sql("08006"),
                sql("53300"),
                sql("25P03"),
                new VertxException("Connection was closed"),
                new VertxException("Timeout waiting for connection"),
                new NoStackTraceThrowable("Timeout"),
                new ConnectionPoolTooBusyException("the line is full"),
                new CompletionException(new IllegalStateException("wrapped", sql("57P01"))));
    }

    @ParameterizedTest
    @MethodSource("waysOfTheDatabaseToBeAway")
    void aDatabaseThatIsAwayIsUnavailable(Throwable fault) {
        Refused refused = Faults.refusalOf(fault);
        assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    static Stream<Throwable> whatMayBeRepeated() {
        return Stream.of(sql("40P01"), sql("40001"), new TimeoutException(), new io.smallrye.mutiny.TimeoutException());
    }

    @ParameterizedTest
    @MethodSource("whatMayBeRepeated")
    void aCollisionAndATimeoutAreUnavailableAndNotBlamedOnTheConnection(Throwable fault) {
        Refused refused = Faults.refusalOf(fault);
        assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
        assertThat(refused.getMessage()).doesNotContain("database");
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @CsvSource({
        "23505, department_name_unique, ALREADY_EXISTS",
        "23505, agent_email_unique, ALREADY_EXISTS",
        "23505, contact_phone_unique, ALREADY_EXISTS",
        "23503, channel_department_fk, VALIDATION_ERROR",
        "23503, membership_department_fk, VALIDATION_ERROR",
        "23503, conversation_assignee_is_member, AGENT_NOT_IN_DEPARTMENT",
        "23503, conversation_assignee_is_active, AGENT_NOT_IN_DEPARTMENT",
        "23514, conversation_closed_is_final, CONVERSATION_CLOSED",
        "23514, message_without_gaps, INTERNAL_ERROR",
        "22021, , VALIDATION_ERROR",
        "22P05, , VALIDATION_ERROR",
        "42601, , INTERNAL_ERROR",
    })
    void aConstraintIsARefusalWhereARequestCanRunIntoIt(String state, String constraint, Problem problem) {
        Refused refused = DatabaseFaults.ofState(state, constraint).orElseGet(Problem.INTERNAL_ERROR::refused);
        assertThat(refused.problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION_ERROR",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "413, PAYLOAD_TOO_LARGE",
        "414, VALIDATION_ERROR",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "500, INTERNAL_ERROR",
        "502, INTERNAL_ERROR",
        "503, UNAVAILABLE",
    })
    void aStatusHasItsCode(int status, Problem problem) {
        assertThat(Faults.refusalOf(new WebApplicationException(status)).problem())
                .isEqualTo(problem);
    }

    @Test
    void aMissingOrWrongCredentialIsAChallenge() {
        for (Throwable fault : new Throwable[] {new UnauthorizedException(), new AuthenticationFailedException()}) {
            assertThat(Faults.refusalOf(fault).problem()).isEqualTo(Problem.UNAUTHORIZED);
            assertThat(Faults.refusalOf(fault).headers()).containsEntry("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void aMissingPermissionIsForbidden() {
        assertThat(Faults.refusalOf(new ForbiddenException()).problem()).isEqualTo(Problem.FORBIDDEN);
    }

    @Test
    void aRefusalStaysItselfHoweverItIsWrapped() {
        Refused refused = Problem.IN_USE.refused("used");
        assertThat(Faults.refusalOf(new CompletionException(new IllegalStateException(refused))))
                .isSameAs(refused);
    }

    @Test
    void anythingElseIsAFaultWithoutItsText() {
        Refused refused = Faults.refusalOf(new IllegalStateException("secret"));
        assertThat(Faults.isFault(refused)).isTrue();
        assertThat(refused.getMessage()).doesNotContain("secret");
    }

    private static PgException sql(String state) {
        return new PgException("text of the database", "ERROR", state, null);
    }
}
