package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.Caller;
import dev.prosa.directory.Permission;
import dev.prosa.directory.Role;
import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveConnectionTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final LiveConfig config = Configs.live(Map.of("answers", "3", "client-silence", "45S"));
    private final HandClock clock = new HandClock();
    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private int dropped;
    private UniEmitter<? super Void> inFlight;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final LiveConnection connection = new LiveConnection(
            new Credential(ana(), START.plusSeconds(60)),
            new Socket("192.0.2.1", this::send, this::close, () -> dropped++, Runnable::run),
            new Sources(null, null, null, config),
            new ObjectMapper(),
            config,
            clock,
            new LiveMetrics(new Meters(registry)));

    private static Caller ana() {
        UUID id = UUID.randomUUID();
        return new Caller(id, Caller.Kind.AGENT, id, "Ana", Role.AGENT, Permission.of(Role.AGENT));
    }

    private Uni<Void> send(Frame frame) {
        sent.add(frame.text());
        return Uni.createFrom().emitter(emitter -> inFlight = emitter);
    }

    private void close(CloseReason reason) {
        closed.add(reason.getCode());
    }

    /** A clock that moves by hand. */
    private static final class HandClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void passes(Duration time) {
        clock.now = clock.now.plus(time);
        connection.tick();
    }

    @Test
    void silenceIsFilledWithAHeartbeat() {
        passes(Duration.ofMillis(19_999));
        assertThat(sent).isEmpty();
        passes(Duration.ofMillis(1));
        assertThat(sent).containsExactly("{\"type\":\"heartbeat\",\"positions\":{}}");
        inFlight.complete(null);
        passes(Duration.ofSeconds(19));
        assertThat(sent).hasSize(1);
        passes(Duration.ofSeconds(1));
        assertThat(sent).hasSize(2);
    }

    @Test
    void aWriteThatStaysInFlightTooLongEndsTheConnection() {
        connection.receive("bad");
        passes(Duration.ofSeconds(29));
        assertThat(closed).isEmpty();
        passes(Duration.ofSeconds(1));
        assertThat(closed).containsExactly(4408);
    }

    @Test
    void aClientThatIsFarBehindHasATenthOfThatTime() {
        connection.receive("bad");
        passes(Duration.ofMillis(2_999));
        connection.behind(10_001);
        assertThat(closed).isEmpty();
        passes(Duration.ofMillis(1));
        connection.behind(10_000);
        assertThat(closed).isEmpty();
        connection.behind(10_001);
        assertThat(closed).containsExactly(4408);
    }

    @Test
    void aClientThatIsFarBehindAndTakesWhatItIsSentIsLeftAlone() {
        connection.receive("bad");
        inFlight.complete(null);
        passes(Duration.ofSeconds(10));
        connection.behind(1_000_000);
        assertThat(closed).isEmpty();
    }

    @Test
    void aSocketThatDoesNotEndByItsGoodbyeIsDropped() {
        connection.sees(null);
        passes(Duration.ofMillis(4_999));
        assertThat(dropped).isZero();
        passes(Duration.ofMillis(1));
        assertThat(dropped).isEqualTo(1);
    }

    @Test
    void aClientThatAnswersNoPingIsGone() {
        passes(Duration.ofSeconds(10));
        connection.heard();
        passes(Duration.ofSeconds(44));
        inFlight.complete(null);
        assertThat(closed).isEmpty();
        passes(Duration.ofSeconds(1));
        assertThat(closed).containsExactly(4408);
    }

    @Test
    void theEndOfTheCredentialEndsTheConnectionOnce() {
        passes(Duration.ofSeconds(60));
        passes(Duration.ofSeconds(1));
        assertThat(closed).containsExactly(4401);
    }

    @Test
    void theEndOfAccessEndsTheConnection() {
        connection.sees(null);
        assertThat(closed).containsExactly(4403);
    }

    @Test
    void aClientThatAsksAndDoesNotReadIsCutOff() {
        for (int i = 0; i < 4; i++) connection.receive("bad");
        assertThat(closed).isEmpty();
        connection.receive("bad");
        assertThat(closed).containsExactly(4408);
        assertThat(sent).hasSize(1);
    }

    @Test
    void afterTheEndNothingIsSentOrHandled() {
        connection.closed();
        connection.receive("bad");
        passes(Duration.ofSeconds(100));
        assertThat(sent).isEmpty();
        assertThat(closed).isEmpty();
    }
}
