package dev.prosa.feed;

import dev.prosa.database.DatabaseConfig;
import dev.prosa.database.DatabasePool;
import dev.prosa.testing.TestDatabase.Migrated;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A node with its pool to the database, made as the service makes it. */
final class FeedNode implements AutoCloseable {

    private record PoolRequest(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    private static final DatabaseConfig DEFAULTS = Configs.database("max-waiting", "1000");

    private final Vertx vertx = Vertx.vertx();
    private final DatabasePool pools;
    private final Pool pool;

    private FeedNode(PgConnectOptions database, PoolOptions options, DatabaseConfig config, boolean newEpoch) {
        pools = new DatabasePool(config, new FeedEpochs(newEpoch));
        pool = pools.create(new PoolRequest(vertx, options, List.of(database)));
    }

    static FeedNode on(Migrated database) {
        return on(database, new PoolOptions(), DEFAULTS);
    }

    static FeedNode on(Migrated database, PoolOptions options, DatabaseConfig config) {
        return new FeedNode(as("postgres", database), options, config, false);
    }

    /** One that connects as this role; all roles have the same password. */
    static FeedNode on(Migrated database, String role) {
        return new FeedNode(as(role, database), new PoolOptions(), DEFAULTS, false);
    }

    /** One that is started with {@code prosa.new-epoch}. */
    static FeedNode withNewEpoch(Migrated database) {
        return new FeedNode(as("postgres", database), new PoolOptions(), DEFAULTS, true);
    }

    private static PgConnectOptions as(String role, Migrated database) {
        return PgConnectOptions.fromUri(database.reactiveUrl()).setUser(role).setPassword("postgres");
    }

    Vertx vertx() {
        return vertx;
    }

    DatabasePool pools() {
        return pools;
    }

    Pool pool() {
        return pool;
    }

    UUID epoch(UUID feed) {
        return askEpoch(feed).join();
    }

    CompletableFuture<UUID> askEpoch(UUID feed) {
        Future<UUID> epoch = pool.preparedQuery("select epoch from feed where id = $1")
                .execute(Tuple.of(feed))
                .map(rows -> rows.iterator().next().getUUID(0));
        return epoch.toCompletionStage().toCompletableFuture();
    }

    @Override
    public void close() {
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
