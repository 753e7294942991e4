package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.concurrent.PeriodicTask;
import dev.prosa.observability.RedactedThrowable;
import dev.prosa.problem.Problem;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The connections of this node: opens them, checks them twice a second, and drains them at shutdown. */
@Singleton
public final class LiveConnections {

    private static final Logger LOG = Logger.getLogger(LiveConnections.class);
    /** A connection must end within a second after its access or its credential. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

    private final LiveReads reads;
    private final ObjectMapper json;
    private final LiveConfig config;
    private final Clock clock;
    private final LiveMetrics metrics;
    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final ConnectionLimits limits;
    private final PeriodicTask ticks;
    private final PeriodicTask accessChecks;
    private volatile boolean draining;

    LiveConnections(
            LiveReads reads, ObjectMapper json, LiveConfig config, Clock clock, Vertx vertx, LiveMetrics metrics) {
        this.reads = reads;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.ticks = PeriodicTask.ofMethod(vertx, INTERVAL, "Connections cannot be checked", this::tick);
        this.accessChecks = new PeriodicTask(vertx, INTERVAL, "Access cannot be checked", this::checkAccess);
        this.metrics = metrics;
        this.limits = new ConnectionLimits(config.maxConnectionsPerCaller(), config.maxConnectionsPerAddress());
        metrics.sockets(open::size);
    }

    void start(@Observes StartupEvent event) {
        ticks.start();
        accessChecks.start();
    }

    private void tick() {
        open.forEach(LiveConnections::tick);
    }

    /** An exception of one connection must not keep the others from their tick. */
    private static void tick(LiveConnection connection) {
        try {
            connection.tick();
        } catch (RuntimeException e) {
            LOG.errorf(RedactedThrowable.of(e), "The tick of a connection failed");
        }
    }

    /** One statement for all open connections; one that opens meanwhile is checked the next time. */
    private Uni<?> checkAccess() {
        List<LiveConnection> greeted = new ArrayList<>();
        Map<Viewer, String> known = new HashMap<>();
        for (LiveConnection connection : open) {
            String departments = connection.knownDepartments();
            if (departments == null) continue;
            greeted.add(connection);
            known.merge(connection.viewer(), departments, LiveConnections::unlessDifferent);
        }
        if (greeted.isEmpty()) return Uni.createFrom().voidItem();
        return reads.visibleDepartments(known).invoke(visible -> apply(greeted, visible));
    }

    /** If two connections of one agent know different departments, both get them again. */
    private static String unlessDifferent(String one, String other) {
        return one.equals(other) ? one : "";
    }

    private static void apply(List<LiveConnection> checked, Map<Viewer, VisibleDepartments> visible) {
        for (LiveConnection connection : checked) connection.accessChecked(visible.get(connection.viewer()));
    }

    /** For a WebSocket that was opened; it is closed with 4429 if it is one too many. */
    public LiveConnection open(Credential credential, Transport transport) {
        LiveConnection connection = connection(credential, transport);
        boolean fits = add(connection);
        connection.open();
        if (!fits) connection.close(CloseCode.TOO_MANY.reason());
        if (draining) closeGoingAway(connection);
        return connection;
    }

    /**
     * For a stream that is to begin; refused with RATE_LIMIT_EXCEEDED if it is one too many, with UNAVAILABLE at
     * shutdown.
     */
    public LiveConnection stream(Credential credential, Transport transport) {
        LiveConnection connection = connection(credential, transport);
        boolean fits = add(connection);
        // the flag is read after the connection was added: a drain that begins in between closes it
        if (fits && !draining) return connection;
        closed(connection);
        if (draining) throw Problem.UNAVAILABLE.refused("This node goes away");
        throw Problem.RATE_LIMIT_EXCEEDED
                .refused("Too many sockets and streams")
                .withHeaders(Map.of("Retry-After", "1"));
    }

    private LiveConnection connection(Credential credential, Transport transport) {
        return new LiveConnection(credential, transport, reads, json, config, clock, metrics);
    }

    private boolean add(LiveConnection connection) {
        open.add(connection);
        return limits.acquire(connection.viewer(), connection.address());
    }

    public void closed(LiveConnection connection) {
        if (open.remove(connection)) limits.release(connection.viewer(), connection.address());
        connection.closed();
    }

    /** Whether this node shuts down and takes no new connections. */
    public boolean isDraining() {
        return draining;
    }

    /** Comes before the server closes, which would end the sockets without a close frame. */
    void beforeShutdown(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
        drain();
    }

    void stop(@Observes ShutdownEvent event) {
        ticks.stop();
        accessChecks.stop();
    }

    /** Closes all connections, and waits up to two seconds until they are gone. */
    void drain() {
        List<LiveConnection> leaving = List.copyOf(open);
        leaving.forEach(this::closeGoingAway);
        CompletableFuture.allOf(leaving.stream().map(LiveConnection::gone).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Each client gets its own delay, so that they do not all reconnect at once. */
    private void closeGoingAway(LiveConnection connection) {
        long delay =
                ThreadLocalRandom.current().nextLong(config.reconnectJitter().toMillis() + 1);
        connection.close(CloseCode.GOING_AWAY.reason("reconnect after " + delay + " ms"));
    }

    int size() {
        return open.size();
    }
}
