package dev.prosa.database;

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
 * Makes the pool of database connections. The number of statements that wait for a connection is bounded, a lost server
 * is noticed, and no connection is used before the {@link ConnectionCheck} has passed it. Holds the connection options
 * for LISTEN, the one connection that is not of the pool.
 */
@Singleton
public final class DatabasePool implements PgPoolCreator {

    /** The name of the pool in metrics. */
    private static final String NAME = "prosa";

    private final DatabaseConfig config;
    private final ConnectionCheck check;
    private volatile PgConnectOptions options;

    public DatabasePool(DatabaseConfig config, ConnectionCheck check) {
        this.config = config;
        this.check = check;
    }

    /** The pool's own hook for new connections ({@code connectHandler}) cannot refuse one: so this is a provider. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        List<PgConnectOptions> servers =
                input.pgConnectOptionsList().stream().map(this::keptAlive).toList();
        options = servers.get(0);
        ConnectionFactory connections = PgDriver.INSTANCE.createConnectionFactory(input.vertx(), roundRobin(servers));
        return PgPool.pool(input.vertx(), servers, bounded(input.poolOptions()))
                .connectionProvider(context -> connections.connect(context).compose(check::check));
    }

    private static Supplier<Future<PgConnectOptions>> roundRobin(List<PgConnectOptions> servers) {
        AtomicInteger next = new AtomicInteger();
        return () -> Future.succeededFuture(servers.get(Math.floorMod(next.getAndIncrement(), servers.size())));
    }

    private PgConnectOptions keptAlive(PgConnectOptions given) {
        PgConnectOptions server = new PgConnectOptions(given);
        server.setTcpKeepAlive(true);
        server.setConnectTimeout((int) config.connectTimeout().toMillis());
        return server;
    }

    private PoolOptions bounded(PoolOptions given) {
        return new PoolOptions(given).setName(NAME).setMaxWaitQueueSize(config.maxWaiting());
    }

    /** Available once the pool has been made. */
    public PgConnectOptions options() {
        return new PgConnectOptions(options).setReconnectAttempts(0);
    }
}
