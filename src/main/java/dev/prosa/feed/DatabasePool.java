package dev.prosa.feed;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the pool of database connections: with a bounded line of those who wait for one, and connections that notice
 * when the other side is gone. Keeps its options for the one connection beside it: that of LISTEN.
 */
@Singleton
final class DatabasePool implements PgPoolCreator {

    /** What metrics call it. */
    private static final String NAME = "prosa";

    private final FeedConfig config;
    private volatile PgConnectOptions options;

    DatabasePool(FeedConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> servers =
                input.pgConnectOptionsList().stream().map(this::lively).toList();
        options = servers.get(0);
        return PgPool.pool(input.vertx(), servers, bounded(input.poolOptions()));
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
