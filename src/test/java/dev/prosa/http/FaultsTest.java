package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.database.SqlErrors;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private final Faults faults = new Faults(List.of(new SecurityFaults(), new SqlErrors()));

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
    void aStatusHasItsCode(int status, String code) {
        assertThat(faults.refusalOf(new WebApplicationException(status))
                        .problem()
                        .code())
                .isEqualTo(code);
    }

    @Test
    void credential_missingOrWrong_isAChallenge() {
        for (Throwable fault : new Throwable[] {new UnauthorizedException(), new AuthenticationFailedException()}) {
            assertThat(faults.refusalOf(fault).problem()).isEqualTo(Problem.UNAUTHORIZED);
            assertThat(faults.refusalOf(fault).headers()).containsEntry("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void permission_missing_isForbidden() {
        assertThat(faults.refusalOf(new ForbiddenException()).problem()).isEqualTo(Problem.FORBIDDEN);
    }

    @Test
    void problem_wrapped_staysItself() {
        Refused refused = Problem.IN_USE.refused("used");
        assertThat(faults.refusalOf(new CompletionException(new IllegalStateException(refused))))
                .isSameAs(refused);
    }

    @Test
    void database_unreachable_isRetryable() {
        Refused refused = faults.refusalOf(new CompletionException(
                new IllegalStateException("wrapped", new PgException("text", "ERROR", "57P01", null))));
        assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    @Test
    void failure_unknown_isAnErrorWithoutItsText() {
        Refused refused = faults.refusalOf(new IllegalStateException("secret"));
        assertThat(Faults.isFault(refused)).isTrue();
        assertThat(refused.getMessage()).doesNotContain("secret");
    }
}
