package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.Caller;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The connections of this node: makes them, tells them the time, and says goodbye. */
@Singleton
final class LiveConnections {

    private static final long TICK_MS = 1_000;

    private final Sources sources;
    private final ObjectMapper json;
    private final LiveConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();

    LiveConnections(Sources sources, ObjectMapper json, LiveConfig config, Clock clock, Vertx vertx) {
        this.sources = sources;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(TICK_MS, t -> open.forEach(LiveConnection::tick));
    }

    LiveConnection open(Caller caller, Instant expiresAt, Socket socket) {
        LiveConnection connection = new LiveConnection(caller, expiresAt, socket, sources, json, config, clock);
        open.add(connection);
        connection.open();
        return connection;
    }

    void closed(LiveConnection connection) {
        open.remove(connection);
        connection.closed();
    }

    /** Clients come back after a delay of their own, so that they do not all come back at once. */
    void stop(@Observes ShutdownEvent event) {
        open.forEach(this::sayGoodbye);
    }

    private void sayGoodbye(LiveConnection connection) {
        long delay =
                ThreadLocalRandom.current().nextLong(config.reconnectJitter().toMillis() + 1);
        connection.close(CloseCode.GOING_AWAY.because("reconnect after " + delay + " ms"));
    }

    int size() {
        return open.size();
    }
}
