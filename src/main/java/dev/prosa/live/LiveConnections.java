package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.Caller;
import dev.prosa.live.LiveStore.Sight;
import dev.prosa.live.LiveStore.Viewer;
import dev.prosa.platform.FaultForTheLog;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The connections of this node: makes them, tells them the time, and says goodbye. */
@Singleton
final class LiveConnections {

    private static final Logger LOG = Logger.getLogger(LiveConnections.class);
    /** Rights and credentials must be seen to end within a second. */
    private static final long TICK_MS = 500;

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Sources sources;
    private final ObjectMapper json;
    private final LiveConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final LiveMetrics metrics;
    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<Viewer, Integer> sockets = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile long timer;

    LiveConnections(
            Sources sources, ObjectMapper json, LiveConfig config, Clock clock, Vertx vertx, LiveMetrics metrics) {
        this.sources = sources;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.metrics = metrics;
        metrics.sockets(open::size);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(TICK_MS, t -> tick());
    }

    private void tick() {
        open.forEach(LiveConnection::tick);
        List<LiveConnection> greeted =
                open.stream().filter(c -> c.known() != null).toList();
        if (!greeted.isEmpty() && looking.compareAndSet(false, true)) look(greeted);
    }

    /** One statement for all who are connected; only what was asked is told, not who came meanwhile. */
    private void look(List<LiveConnection> connected) {
        Map<Viewer, String> known = connected.stream()
                .collect(Collectors.toMap(
                        LiveConnection::viewer, LiveConnection::known, LiveConnections::unlessTheyDiffer));
        sources.sights(known)
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(sights -> tell(connected, sights), LiveConnections::notLooked);
    }

    private static void notLooked(Throwable cause) {
        LOG.debugf("Access was not looked at: %s", FaultForTheLog.inShort(cause));
    }

    /** Two sockets of one agent that were told different things are both told. */
    private static String unlessTheyDiffer(String one, String other) {
        return one.equals(other) ? one : "";
    }

    private static void tell(List<LiveConnection> connected, Map<Viewer, Sight> sights) {
        for (LiveConnection connection : connected) connection.sees(sights.get(connection.viewer()));
    }

    LiveConnection open(Caller caller, Instant expiresAt, Socket socket) {
        Credential credential = new Credential(caller, expiresAt);
        LiveConnection connection = new LiveConnection(credential, socket, sources, json, config, clock, metrics);
        open.add(connection);
        connection.open();
        if (sockets.merge(connection.viewer(), 1, Integer::sum) > config.socketsEach())
            connection.close(CloseCode.TOO_MANY.because());
        if (stopping) sayGoodbye(connection);
        return connection;
    }

    void closed(LiveConnection connection) {
        if (open.remove(connection)) sockets.computeIfPresent(connection.viewer(), LiveConnections::oneLess);
        connection.closed();
    }

    private static Integer oneLess(Viewer viewer, Integer sockets) {
        return sockets == 1 ? null : sockets - 1;
    }

    /** Before the server closes, which would end the sockets without a reason; waits a little for the goodbyes to leave. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        goodbye();
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    void goodbye() {
        List<LiveConnection> leaving = List.copyOf(open);
        leaving.forEach(this::sayGoodbye);
        CompletableFuture.allOf(leaving.stream().map(LiveConnection::gone).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Clients come back after a delay of their own, so that they do not all come back at once. */
    private void sayGoodbye(LiveConnection connection) {
        long delay =
                ThreadLocalRandom.current().nextLong(config.reconnectJitter().toMillis() + 1);
        connection.close(CloseCode.GOING_AWAY.because("reconnect after " + delay + " ms"));
    }

    int size() {
        return open.size();
    }
}
