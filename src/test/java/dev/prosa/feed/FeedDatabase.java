package dev.prosa.feed;

import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.SQLException;

/** A new database, a pool on it as the service has one, and a connection that writes. */
final class FeedDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase.Migrated migrated = TestDatabase.fresh();
    private final io.vertx.sqlclient.Pool pool =
            PgBuilder.pool().connectingTo(options()).using(vertx).build();
    private final FeedWriter writer = writerOn(migrated);

    private static FeedWriter writerOn(TestDatabase.Migrated migrated) {
        try {
            return new FeedWriter(migrated.connect());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    TestDatabase.Migrated migrated() {
        return migrated;
    }

    Vertx vertx() {
        return vertx;
    }

    PgConnectOptions options() {
        return PgConnectOptions.fromUri(migrated.reactiveUrl())
                .setUser("postgres")
                .setPassword("postgres");
    }

    Pool pool() {
        return new Pool(pool);
    }

    FeedStore store() {
        return new FeedStore(pool());
    }

    FeedWriter writer() {
        return writer;
    }

    /** Another connection that writes. */
    FeedWriter anotherWriter() {
        return writerOn(migrated);
    }

    void append(FeedId feed, int events) {
        writer.append(feed.institution(), feed.id(), events, "{}");
    }

    @Override
    public void close() {
        writer.close();
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
