package dev.prosa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.MovableClock;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import dev.prosa.testing.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service with its local issuer and an external one side by side. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(TestIssuer.class)
class TwoIssuersIT {

    @TestHTTPResource("/")
    URI node;

    @Inject
    MovableClock clock;

    private final TestIssuer external = TestIssuer.ofTheService();
    private TestInstitution institution;
    private TestInstitution.Agent ana;

    @BeforeEach
    void anAgentWhoMayUseBoth() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        ana = institution.agent("Ana", "SUPERVISOR");
    }

    @AfterAll
    static void putBackTheClock() {
        CDI.current().select(MovableClock.class).get().putBack();
    }

    @Test
    void tokens_ofBothIssuers_areOfTheSameAgent() {
        Answer byOwn = ana.http().get("/v1/me").ok();
        Answer byExternal = as(external.token(ana.email().toUpperCase(Locale.ROOT)))
                .get("/v1/me")
                .ok();
        assertThat(byExternal.body()).isEqualTo(byOwn.body());
        assertThat(byExternal.data().path("id").asText()).isEqualTo(ana.id().toString());
    }

    @Test
    void agent_withoutPassword_signsInByTheExternalIssuerOnly() {
        execute("update agent set password_hash = null where id = ? returning id");
        as(external.token(ana.email())).get("/v1/conversations").ok();
        Answer login = as(null).post("/v1/auth/login", Map.of("email", ana.email(), "password", ""));
        assertThat(login.status()).isEqualTo(401);
    }

    @Test
    void agent_inactive_isRefusedByEitherIssuer() {
        String token = external.token(ana.email());
        as(token).get("/v1/me").ok();
        execute("update agent set active = false where id = ? returning id");
        assertThat(as(token).get("/v1/me").code()).isEqualTo("UNAUTHORIZED");
        execute("update agent set deleted_at = now() where id = ? returning id");
        assertThat(as(token).get("/v1/me").code()).isEqualTo("UNAUTHORIZED");
        assertThat(as(external.token("nobody@test.prosa")).get("/v1/me").code()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void externalToken_withUnverifiedEmail_isRefused() {
        String token = external.token(ana.email(), claims -> claims.setClaim("email_verified", false));
        Answer refused = as(token).get("/v1/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void externalKeys_rotated_areAcceptedWithTheOldOne() {
        String before = external.token(ana.email());
        as(before).get("/v1/me").ok();
        external.publish(TestIssuer.ellipticKey());
        mayAskAgain();
        as(external.token(ana.email())).get("/v1/me").ok();
        as(before).get("/v1/me").ok();
    }

    @Test
    void issuer_signingForTheOther_isRefused() {
        String own = external.token(ana.email(), claims -> {
            claims.setIssuer("prosa");
            claims.setSubject(ana.id().toString());
            claims.setStringClaim("institution", institution.id().toString());
            claims.setNumericDateClaim("auth_time", NumericDate.now());
        });
        assertThat(as(own).get("/v1/me").status()).isEqualTo(401);
        String ofOwn = ana.http().bearer();
        String[] externals = external.token(ana.email()).split("\\.");
        String[] owns = ofOwn.split("\\.");
        assertThat(as(owns[0] + "." + externals[1] + "." + owns[2])
                        .get("/v1/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void externalToken_renewed_isRefused() {
        Answer renewal = as(external.token(ana.email())).post("/v1/auth/renew", null);
        assertThat(renewal.status()).isEqualTo(403);
        assertThat(renewal.code()).isEqualTo("FORBIDDEN");
    }

    @Test
    void passwordChange_endsLocalTokens_butNoExternalOnes() {
        String token = external.token(ana.email());
        execute("update agent set password_changed_at = now() + interval '1 minute' where id = ? returning id");
        assertThat(ana.http().get("/v1/me").status()).isEqualTo(401);
        as(token).get("/v1/me").ok();
    }

    @Test
    void socket_openedByEitherIssuer_isRenewedByTheOther() {
        String ofExternal = external.token(ana.email());
        try (LiveClient live = LiveClient.connect(node, ofExternal)) {
            Instant first = Instant.parse(live.awaits("hello").path("expiresAt").asText());
            live.renew(ana.http().bearer());
            Instant renewed =
                    Instant.parse(live.awaits("renewed").path("expiresAt").asText());
            assertThat(renewed).isAfter(first);
            live.renew(ofExternal);
            assertThat(Instant.parse(live.awaits("renewed").path("expiresAt").asText()))
                    .isEqualTo(first);
            live.renew(external.token("nobody@test.prosa"));
            assertThat(live.awaits("error").path("code").asText()).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void socket_withAnUnknownToken_doesNotOpen() {
        assertThatThrownBy(() -> LiveClient.connect(node, external.token("nobody@test.prosa")))
                .hasStackTraceContaining("401");
    }

    @Test
    void issuerThatIsAway_refusesTokensOfUnknownKeysOnly() {
        as(external.token(ana.email())).get("/v1/me").ok();
        String known = external.token(ana.email());
        external.publish(TestIssuer.ellipticKey());
        external.answers(502);
        mayAskAgain();
        try {
            Answer away = as(external.token(ana.email())).get("/v1/me");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.code()).isEqualTo("UNAVAILABLE");
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            as(known).get("/v1/me").ok();
            ana.http().get("/v1/me").ok();
        } finally {
            external.answers(200);
        }
        mayAskAgain();
        as(external.token(ana.email())).get("/v1/me").ok();
    }

    /** The service asks an issuer for its keys each 5 seconds at most. */
    private void mayAskAgain() {
        clock.forward(Duration.ofSeconds(5));
    }

    private Client as(String token) {
        return new Client(node, token);
    }

    private void execute(String sql) {
        assertThat(institution.<UUID>query(sql, ana.id())).isEqualTo(ana.id());
    }
}
