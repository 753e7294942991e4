package dev.prosa.cluster;

import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Concurrently;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many clients on one event loop, so that they leave the machine to what they test. */
final class Swarm implements AutoCloseable {

    private static final int CONNECTING_AT_ONCE = 32;
    private static final int DIGITS = 3;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<SwarmClient> clients = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final LiveSockets way;
    private final Duration away;
    private volatile Histogram reconnects = new ConcurrentHistogram(DIGITS);
    private volatile Histogram deliveries = new ConcurrentHistogram(DIGITS);

    private Swarm(int port, Duration away, WebSocketClientOptions options) {
        this.way = new LiveSockets(vertx, port, options);
        this.away = away;
    }

    /** @param away for how long a client stays away that has lost its socket */
    static Swarm at(int port, Duration away) {
        return new Swarm(port, away, new WebSocketClientOptions());
    }

    /** Clients for which little waits in the kernel while they do not read. */
    static Swarm withSmallBuffers(int port, Duration away) {
        return new Swarm(port, away, new WebSocketClientOptions().setReceiveBufferSize(4096));
    }

    Swarm add(int count, String department, String bearer) {
        for (int i = 0; i < count; i++) clients.add(new SwarmClient(this, department, bearer));
        return this;
    }

    int size() {
        return clients.size();
    }

    /** Done when every client watches, and has received what it missed. */
    Swarm gather() {
        Concurrently.forEach(
                clients.size(), CONNECTING_AT_ONCE, i -> clients.get(i).start().join());
        return this;
    }

    /** No client reads any more; what it does not take stays on its way. */
    void stopReading() {
        each(SwarmClient::stopReading);
    }

    void readOn() {
        each(SwarmClient::readOn);
    }

    private void each(Consumer<SwarmClient> what) {
        run(() -> clients.forEach(what));
    }

    /** @param heads the last event of each department */
    void awaitsAt(Map<String, Long> heads) {
        await("every client to receive every event")
                .atMost(Duration.ofSeconds(60))
                .until(() -> behind(heads), List::isEmpty);
    }

    private List<SwarmClient> behind(Map<String, Long> heads) {
        if (failure.get() != null) throw failure.get();
        return clients.stream().filter(client -> !client.isAt(heads)).limit(10).toList();
    }

    ReceivedEvents.Totals received(Map<String, Long> heads) {
        return clients.stream()
                .map(client -> client.received(heads))
                .reduce(ReceivedEvents.Totals.NONE, ReceivedEvents.Totals::plus);
    }

    /** Microseconds from the beginning of a connection after the first to its {@code caughtUp}, from now on. */
    Histogram reconnectsFromNow() {
        reconnects = new ConcurrentHistogram(DIGITS);
        return reconnects;
    }

    /** Microseconds from an event's time to its arrival, from now on. */
    Histogram deliveriesFromNow() {
        deliveries = new ConcurrentHistogram(DIGITS);
        return deliveries;
    }

    /** A client met what it does not understand: whoever waits for it fails. */
    void fails(RuntimeException wrong) {
        failure.compareAndSet(null, wrong);
    }

    void delivered(long micros) {
        deliveries.recordValue(Math.max(0, micros));
    }

    void reconnected(long micros) {
        reconnects.recordValue(micros);
    }

    ClientWebSocket socket() {
        return way.socket();
    }

    WebSocketConnectOptions liveWith(String bearer) {
        return way.with(bearer);
    }

    void run(Runnable task) {
        vertx.runOnContext(v -> task.run());
    }

    void afterAway(Runnable what) {
        vertx.setTimer(Math.max(1, away.toMillis()), t -> what.run());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
