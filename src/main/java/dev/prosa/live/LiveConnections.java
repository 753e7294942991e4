package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.live.LiveStore.Sight;
import dev.prosa.live.LiveStore.Viewer;
import dev.prosa.platform.FaultForTheLog;
import dev.prosa.platform.PeriodicTask;
import dev.prosa.platform.Problem;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The connections of this node: makes them, tells them the time, and says goodbye. */
@Singleton
final class LiveConnections {

    private static final Logger LOG = Logger.getLogger(LiveConnections.class);
    /** Rights and credentials must be seen to end within a second. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Sources sources;
    private final ObjectMapper json;
    private final LiveConfig config;
    private final Clock clock;
    private final LiveMetrics metrics;
    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final SocketCounts counts;
    private final PeriodicTask ticks;
    private final PeriodicTask accessChecks;
    private volatile boolean stopping;

    LiveConnections(
            Sources sources, ObjectMapper json, LiveConfig config, Clock clock, Vertx vertx, LiveMetrics metrics) {
        this.sources = sources;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.ticks = PeriodicTask.ofMethod(vertx, INTERVAL, "Connections cannot be told the time", this::tick);
        this.accessChecks = new PeriodicTask(vertx, INTERVAL, "Access cannot be checked", this::checkAccess);
        this.metrics = metrics;
        this.counts = new SocketCounts(config.socketsEach(), config.socketsPerAddress());
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
            LOG.errorf(FaultForTheLog.of(e), "The tick of a connection failed");
        }
    }

    /** One statement for all open connections; one that opens meanwhile is checked the next time. */
    private Uni<?> checkAccess() {
        List<LiveConnection> greeted =
                open.stream().filter(c -> c.known() != null).toList();
        if (greeted.isEmpty()) return Uni.createFrom().voidItem();
        Map<Viewer, String> known = greeted.stream()
                .collect(Collectors.toMap(
                        LiveConnection::viewer, LiveConnection::known, LiveConnections::unlessTheyDiffer));
        return sources.sights(known).invoke(sights -> tell(greeted, sights));
    }

    /** Two sockets of one agent that were told different things are both told. */
    private static String unlessTheyDiffer(String one, String other) {
        return one.equals(other) ? one : "";
    }

    private static void tell(List<LiveConnection> connected, Map<Viewer, Sight> sights) {
        for (LiveConnection connection : connected) connection.sees(sights.get(connection.viewer()));
    }

    /** A socket that has been opened; closed with 4429 if it is one too many. */
    LiveConnection open(Credential credential, Socket socket) {
        LiveConnection connection = connection(credential, socket);
        boolean fits = add(connection);
        connection.open();
        if (!fits) connection.close(CloseCode.TOO_MANY.because());
        if (stopping) sayGoodbye(connection);
        return connection;
    }

    /** A stream that is to be opened; refused with RATE_LIMIT_EXCEEDED if it is one too many, with UNAVAILABLE at the end. */
    LiveConnection stream(Credential credential, Socket stream) {
        LiveConnection connection = connection(credential, stream);
        boolean fits = add(connection);
        // asked after it was added: a goodbye that begins in between tells it, one that began before is told here
        if (fits && !stopping) return connection;
        closed(connection);
        if (stopping) throw Problem.UNAVAILABLE.refused("This node goes away");
        throw Problem.RATE_LIMIT_EXCEEDED
                .refused("Too many sockets and streams")
                .withHeaders(Map.of("Retry-After", "1"));
    }

    private LiveConnection connection(Credential credential, Socket socket) {
        return new LiveConnection(credential, socket, sources, json, config, clock, metrics);
    }

    private boolean add(LiveConnection connection) {
        open.add(connection);
        return counts.came(connection.viewer(), connection.address());
    }

    void closed(LiveConnection connection) {
        if (open.remove(connection)) counts.left(connection.viewer(), connection.address());
        connection.closed();
    }

    /** Whether this node goes away and takes nobody in. */
    boolean isStopping() {
        return stopping;
    }

    /** Before the server closes, which would end the sockets without a reason; waits a little for the goodbyes to leave. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        goodbye();
    }

    void stop(@Observes ShutdownEvent event) {
        ticks.stop();
        accessChecks.stop();
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
