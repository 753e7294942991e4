package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.platform.Problem;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of one connection, which somebody holds; two may wait for it, for a second. */
class DatabasePoolTest {

    private final FeedDatabase database = new FeedDatabase();
    private Pool pool;
    private SqlConnection held;

    private record Given(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    private static FeedConfig twoMayWait() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(FeedConfig.class)
                .withDefaultValue("prosa.feed.pool-waiting", "2")
                .build()
                .getConfigMapping(FeedConfig.class);
    }

    @BeforeEach
    void hold() {
        PoolOptions one = new PoolOptions().setMaxSize(1).setConnectionTimeout(1);
        pool = new DatabasePool(twoMayWait()).create(new Given(database.vertx(), one, List.of(database.options())));
        held = pool.getConnection().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CompletableFuture<Integer> asked() {
        return pool.query("select 1")
                .execute()
                .map(rows -> rows.size())
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static Problem problemOf(CompletableFuture<?> statement) {
        Throwable failure = statement
                .handle((rows, fault) -> fault)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return Problem.of(failure instanceof CompletionException ? failure.getCause() : failure);
    }

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnceAsUnavailable() {
        CompletableFuture<Integer> first = asked();
        CompletableFuture<Integer> second = asked();
        assertThat(problemOf(asked())).isEqualTo(Problem.UNAVAILABLE);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void whoWaitedInVainIsToldThatItIsUnavailable() {
        assertThat(problemOf(asked())).isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void whoWaitsGoesWhenTheConnectionIsFree() {
        CompletableFuture<Integer> waiting = asked();
        held.close();
        assertThat(waiting.join()).isEqualTo(1);
    }
}
