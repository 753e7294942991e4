package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.directory.Caller;
import dev.prosa.directory.Permission;
import dev.prosa.directory.Role;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedStore;
import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a database that accepts connections and then sends nothing. */
class LiveReadsTest {

    private static final UUID ID = UUID.randomUUID();
    private static final FeedId TRIAGE = FeedId.ofTriage(ID);

    private final Vertx vertx = Vertx.vertx();
    private final Caller ana = new Caller(ID, Caller.Kind.AGENT, ID, "Ana", Role.AGENT, Permission.of(Role.AGENT));
    private ServerSocket silent;
    private LiveReads reads;
    private Hubs hubs;

    @BeforeEach
    void start() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PgConnectOptions there = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(silent.getLocalPort())
                .setUser("u")
                .setDatabase("d");
        Pool pool = new Pool(PgBuilder.pool().connectingTo(there).using(vertx).build());
        LiveConfig config = Configs.live(Map.of("read-timeout", "100MS"));
        reads = new LiveReads(null, new LiveStore(pool), null, config);
        LiveMetrics metrics = new LiveMetrics(new Meters(new SimpleMeterRegistry()));
        hubs = new Hubs(null, new FeedStore(pool), config, Clock.systemUTC(), vertx, metrics);
    }

    @AfterEach
    void stop() throws IOException {
        silent.close();
        vertx.close();
    }

    @Test
    void silentDatabase_failsEveryRead_inTime() {
        assertFails(reads.access(ana, TRIAGE));
        assertFails(reads.visibleDepartments(Map.of(Viewer.of(ana), "")));
        FeedSource source = reads.source(ana, TRIAGE, new FeedAccess(Events.at(1), 1));
        assertFails(source.access());
        assertFails(hubs.log(TRIAGE, 1));
    }

    private static void assertFails(Uni<?> read) {
        assertThat(read.subscribeAsCompletionStage())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
    }
}
