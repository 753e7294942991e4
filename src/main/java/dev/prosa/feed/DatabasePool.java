package dev.prosa.feed;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgPool;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.spi.ConnectionFactory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes the pool of database connections: with a bounded line of those who wait for one, and connections that notice when
 * the other side is gone and that {@link FeedEpochs} has recognised. Keeps its options for the one connection beside it:
 * that of LISTEN.
 */
@Singleton
final class DatabasePool implements PgPoolCreator {

    /** What metrics call it. */
    private static final String NAME = "prosa";

    private final FeedConfig config;
    private final FeedEpochs epochs;
    private volatile PgConnectOptions options;

    DatabasePool(FeedConfig config, FeedEpochs epochs) {
        this.config = config;
        this.epochs = epochs;
    }

    /** What else the pool has for a look at a new connection ({@code connectHandler}) cannot refuse it. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        List<PgConnectOptions> servers =
                input.pgConnectOptionsList().stream().map(this::lively).toList();
        options = servers.get(0);
        ConnectionFactory connections = PgDriver.INSTANCE.createConnectionFactory(input.vertx(), inTurn(servers));
        return PgPool.pool(input.vertx(), servers, bounded(input.poolOptions()))
                .connectionProvider(context -> connections.connect(context).compose(epochs::recognised));
    }

    private static Supplier<Future<PgConnectOptions>> inTurn(List<PgConnectOptions> servers) {
        AtomicInteger turn = new AtomicInteger();
        return () -> Future.succeededFuture(servers.get(Math.floorMod(turn.getAndIncrement(), servers.size())));
    }

    private PgConnectOptions lively(PgConnectOptions given) {
        PgConnectOptions server = new PgConnectOptions(given);
        server.setTcpKeepAlive(true);
        server.setConnectTimeout((int) config.connectTimeout().toMillis());
        return server;
    }

    private PoolOptions bounded(PoolOptions given) {
        return new PoolOptions(given).setName(NAME).setMaxWaitQueueSize(config.poolWaiting());
    }

    /** There once the pool has been made. */
    PgConnectOptions options() {
        return new PgConnectOptions(options).setReconnectAttempts(0);
    }
}
