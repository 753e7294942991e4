package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.Caller;
import dev.prosa.live.LiveStore.Viewer;
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

    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Sources sources;
    private final ObjectMapper json;
    private final LiveConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean stopping;

    LiveConnections(Sources sources, ObjectMapper json, LiveConfig config, Clock clock, Vertx vertx) {
        this.sources = sources;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(TICK_MS, t -> tick());
    }

    private void tick() {
        open.forEach(LiveConnection::tick);
        if (!open.isEmpty() && looking.compareAndSet(false, true)) look(List.copyOf(open));
    }

    /** One statement for all who are connected; only what was asked is told, not who came meanwhile. */
    private void look(List<LiveConnection> connected) {
        Set<Viewer> viewers = connected.stream().map(LiveConnection::viewer).collect(Collectors.toSet());
        sources.sights(viewers)
                .ifNoItem()
                .after(LOOK_TIMEOUT)
                .fail()
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(sights -> tell(connected, sights), cause -> LOG.debugf("Access was not looked at: %s", cause));
    }

    private static void tell(List<LiveConnection> connected, Map<Viewer, String> sights) {
        for (LiveConnection connection : connected) connection.sees(sights.get(connection.viewer()));
    }

    LiveConnection open(Caller caller, Instant expiresAt, Socket socket) {
        LiveConnection connection = new LiveConnection(caller, expiresAt, socket, sources, json, config, clock);
        open.add(connection);
        connection.open();
        if (stopping) sayGoodbye(connection);
        return connection;
    }

    void closed(LiveConnection connection) {
        open.remove(connection);
        connection.closed();
    }

    /** Waits a little for the goodbyes to leave before the server goes. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        goodbye();
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
