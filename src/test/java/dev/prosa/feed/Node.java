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

/** What a node has of its database: a pool that is made as the service makes it. */
final class Node implements AutoCloseable {

    private record Given(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    private static final DatabaseConfig DEFAULTS = Configs.database("max-waiting", "1000");

    private final Vertx vertx = Vertx.vertx();
    private final DatabasePool pools;
    private final Pool pool;

    private Node(PgConnectOptions database, PoolOptions options, DatabaseConfig config, boolean newEpoch) {
        pools = new DatabasePool(config, new FeedEpochs(newEpoch));
        pool = pools.create(new Given(vertx, options, List.of(database)));
    }

    static Node on(Migrated database) {
        return on(database, new PoolOptions(), DEFAULTS);
    }

    static Node on(Migrated database, PoolOptions options, DatabaseConfig config) {
        return new Node(as("postgres", database), options, config, false);
    }

    /** One that connects as this role; all roles have the same password. */
    static Node on(Migrated database, String role) {
        return new Node(as(role, database), new PoolOptions(), DEFAULTS, false);
    }

    /** One that is started with {@code prosa.new-epoch}. */
    static Node withNewEpoch(Migrated database) {
        return new Node(as("postgres", database), new PoolOptions(), DEFAULTS, true);
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
