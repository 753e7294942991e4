package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.access.TestTokens;
import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestIssuer;
import dev.prosa.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jose4j.jwt.NumericDate;
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

    @TestHTTPResource("/")
    URI node;

    @Inject
    TestTokens tokens;

    private World world;
    private World.Agent ana;

    @BeforeEach
    void anAgent() {
        world = World.on(node, TestDatabase.ofTheService());
        ana = world.agent("Ana", "AGENT");
    }

    @Test
    void expiredToken_endsSocket_withinASecond() {
        List<LiveClient> open = IntStream.rangeClosed(5, 7)
                .mapToObj(seconds -> tokens.endingIn(Duration.ofSeconds(seconds), world.institution(), ana.id()))
                .map(token -> LiveClient.connect(node, token))
                .toList();
        assertThat(open.stream().map(AccessEndsIT::lateness).toList()).anyMatch(AccessEndsIT::isAsPromised);
    }

    @Test
    void expiredExternalToken_endsSocket_withinASecond() {
        List<LiveClient> open = IntStream.rangeClosed(5, 7)
                .mapToObj(this::outsideTokenEndingIn)
                .map(token -> LiveClient.connect(node, token))
                .toList();
        assertThat(open.stream().map(AccessEndsIT::lateness).toList()).anyMatch(AccessEndsIT::isAsPromised);
    }

    @Test
    void revokedKey_endsSocket_withinASecond() {
        List<Duration> lateness =
                IntStream.range(0, 3).mapToObj(n -> latenessOfARevokedKey()).toList();
        assertThat(lateness).anyMatch(AccessEndsIT::isAsPromised);
    }

    private String outsideTokenEndingIn(int seconds) {
        NumericDate end = NumericDate.fromSeconds(Instant.now().getEpochSecond() + seconds);
        return TestIssuer.ofTheService().token(ana.email(), claims -> claims.setExpirationTime(end));
    }

    private static Duration lateness(LiveClient client) {
        JsonNode hello = client.awaits("hello");
        assertThat(client.awaitsClose()).isEqualTo(4401);
        Duration late = Duration.between(Instant.parse(hello.path("expiresAt").asText()), Instant.now());
        assertThat(late).isPositive();
        return late;
    }

    private Duration latenessOfARevokedKey() {
        Client key = world.program("{conversations.read}");
        LiveClient client = LiveClient.connect(node, key.bearer());
        client.awaits("hello");
        String id = key.get("/v1/me").data().path("id").asText();
        Instant revoked = Instant.now();
        world.<UUID>query("update api_key set revoked_at = now() where id = ? returning id", UUID.fromString(id));
        assertThat(client.awaitsClose()).isEqualTo(4403);
        return Duration.between(revoked, Instant.now());
    }

    private static boolean isAsPromised(Duration late) {
        return late.compareTo(PROMISED) <= 0;
    }
}
