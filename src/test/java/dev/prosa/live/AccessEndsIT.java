package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.access.TestTokens;
import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.MovableClock;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import dev.prosa.testing.TestIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How soon a socket ends after its credential. The soonest of three counts: a machine that is busy for a moment delays
 * one, a service that checks too rarely delays all of them.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(TestIssuer.class)
class AccessEndsIT {

    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final Duration LEFT = Duration.ofSeconds(10);

    @TestHTTPResource("/")
    URI node;

    @Inject
    TestTokens tokens;

    @Inject
    MovableClock clock;

    private TestInstitution institution;
    private TestInstitution.Agent ana;

    @BeforeEach
    void anAgent() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        ana = institution.agent("Ana", "AGENT");
    }

    @AfterEach
    void putBackTheClock() {
        clock.putBack();
    }

    @Test
    void expiredToken_endsSocket_withinASecond() {
        assertSoon(() -> tokens.endingIn(LEFT, institution.id(), ana.id()));
    }

    @Test
    void expiredExternalToken_endsSocket_withinASecond() {
        assertSoon(this::outsideToken);
    }

    @Test
    void revokedKey_endsSocket_withinASecond() {
        List<Duration> lateness =
                IntStream.range(0, 3).mapToObj(n -> latenessOfARevokedKey()).toList();
        assertThat(lateness).anyMatch(AccessEndsIT::isAsPromised);
    }

    private String outsideToken() {
        NumericDate end = NumericDate.fromSeconds(Instant.now().plus(LEFT).getEpochSecond());
        return TestIssuer.ofTheService().token(ana.email(), claims -> claims.setExpirationTime(end));
    }

    private void assertSoon(Supplier<String> token) {
        List<Duration> lateness =
                IntStream.range(0, 3).mapToObj(n -> lateness(token.get())).toList();
        assertThat(lateness).anyMatch(AccessEndsIT::isAsPromised);
    }

    /** How long after the end of its token the socket ends, and not before. */
    private Duration lateness(String token) {
        LiveClient client = LiveClient.connect(node, token);
        Instant end = Instant.parse(client.awaits("hello").path("expiresAt").asText());
        clock.moveTo(end.minusSeconds(1));
        client.subscribe("triage").awaits("caughtUp");
        clock.moveTo(end);
        Instant ended = Instant.now();
        assertThat(client.awaitsClose()).isEqualTo(4401);
        clock.putBack();
        return Duration.between(ended, Instant.now());
    }

    private Duration latenessOfARevokedKey() {
        Client key = institution.program("{conversations.read}");
        LiveClient client = LiveClient.connect(node, key.bearer());
        client.awaits("hello");
        String id = key.get("/v1/me").data().path("id").asText();
        Instant revoked = Instant.now();
        institution.<UUID>query("update api_key set revoked_at = now() where id = ? returning id", UUID.fromString(id));
        assertThat(client.awaitsClose()).isEqualTo(4403);
        return Duration.between(revoked, Instant.now());
    }

    private static boolean isAsPromised(Duration late) {
        return late.compareTo(PROMISED) <= 0;
    }
}
