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
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class LiveConnectionTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final LiveConfig config = Configs.live(Map.of("reply-queue-size", "3", "client-timeout", "45S"));
    private final ManualClock clock = new ManualClock();
    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private int dropped;
    private UniEmitter<? super Void> inFlight;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final LiveConnection connection = new LiveConnection(
            new Credential(ana(), START.plusSeconds(60)),
            new FakeTransport(),
            new LiveReads(null, null, null, config),
            new ObjectMapper(),
            config,
            clock,
            new LiveMetrics(new Meters(registry)));

    private static Caller ana() {
        UUID id = UUID.randomUUID();
        return new Caller(id, Caller.Kind.AGENT, id, "Ana", Role.AGENT, Permission.of(Role.AGENT));
    }

    /** Records all calls; a write is in flight until the test completes it. */
    private final class FakeTransport implements Transport {

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public boolean answersPings() {
            return true;
        }

        @Override
        public Executor eventLoop() {
            return Runnable::run;
        }

        @Override
        public Uni<Void> send(Frame frame) {
            sent.add(frame.text());
            return Uni.createFrom().emitter(emitter -> inFlight = emitter);
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason.getCode());
        }

        @Override
        public void drop() {
            dropped++;
        }
    }

    /** A clock that the test moves. */
    private static final class ManualClock extends Clock {
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

    private void advance(Duration time) {
        clock.now = clock.now.plus(time);
        connection.tick();
    }

    @Test
    void quietConnection_isSentHeartbeats() {
        advance(Duration.ofMillis(19_999));
        assertThat(sent).isEmpty();
        advance(Duration.ofMillis(1));
        assertThat(sent).containsExactly("{\"type\":\"heartbeat\",\"positions\":{}}");
        inFlight.complete(null);
        advance(Duration.ofSeconds(19));
        assertThat(sent).hasSize(1);
        advance(Duration.ofSeconds(1));
        assertThat(sent).hasSize(2);
    }

    @Test
    void slowWrite_closesConnection() {
        connection.receive("invalid");
        advance(Duration.ofSeconds(29));
        assertThat(closed).isEmpty();
        advance(Duration.ofSeconds(1));
        assertThat(closed).containsExactly(4408);
    }

    @Test
    void laggingClient_hasATenth_ofTheWriteTimeout() {
        connection.receive("invalid");
        advance(Duration.ofMillis(2_999));
        connection.behind(10_001);
        assertThat(closed).isEmpty();
        advance(Duration.ofMillis(1));
        connection.behind(10_000);
        assertThat(closed).isEmpty();
        connection.behind(10_001);
        assertThat(closed).containsExactly(4408);
    }

    @Test
    void laggingClient_thatReads_staysConnected() {
        connection.receive("invalid");
        inFlight.complete(null);
        advance(Duration.ofSeconds(10));
        connection.behind(1_000_000);
        assertThat(closed).isEmpty();
    }

    @Test
    void closedSocket_thatStays_isDropped() {
        connection.accessChecked(null);
        advance(Duration.ofMillis(4_999));
        assertThat(dropped).isZero();
        advance(Duration.ofMillis(1));
        assertThat(dropped).isEqualTo(1);
    }

    @Test
    void silentClient_isClosed() {
        advance(Duration.ofSeconds(10));
        connection.received();
        advance(Duration.ofSeconds(44));
        inFlight.complete(null);
        assertThat(closed).isEmpty();
        advance(Duration.ofSeconds(1));
        assertThat(closed).containsExactly(4408);
    }

    @Test
    void expiredCredential_closesConnection_once() {
        advance(Duration.ofSeconds(60));
        advance(Duration.ofSeconds(1));
        assertThat(closed).containsExactly(4401);
    }

    @Test
    void endedAccess_closesConnection() {
        connection.accessChecked(null);
        assertThat(closed).containsExactly(4403);
    }

    @Test
    void replyQueue_overflown_closesConnection() {
        for (int i = 0; i < 4; i++) connection.receive("invalid");
        assertThat(closed).isEmpty();
        connection.receive("invalid");
        assertThat(closed).containsExactly(4408);
        assertThat(sent).hasSize(1);
    }

    @Test
    void goneConnection_sendsAndHandlesNothing() {
        connection.closed();
        connection.receive("invalid");
        advance(Duration.ofSeconds(100));
        assertThat(sent).isEmpty();
        assertThat(closed).isEmpty();
    }

    @Test
    void leavingConnection_sendsAndHandlesNothing() {
        connection.close(CloseCode.INTERNAL.reason());
        connection.receive("invalid");
        connection.accessChecked(null);
        connection.close(CloseCode.TOO_MANY.reason());
        advance(Duration.ofSeconds(100));
        assertThat(sent).isEmpty();
        assertThat(closed).containsExactly(1011);
    }

    @Test
    void leavingConnection_onceGone_isNotDropped() {
        connection.close(CloseCode.INTERNAL.reason());
        connection.closed();
        advance(Duration.ofSeconds(100));
        assertThat(dropped).isZero();
        assertThat(registry.get("prosa.live.closed")
                        .tag("code", "client")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void connection_closedTwice_countsOnce() {
        connection.closed();
        connection.closed();
        assertThat(registry.get("prosa.live.closed")
                        .tag("code", "client")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
