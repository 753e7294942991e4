package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.problem.Problem;
import dev.prosa.testing.Problems;
import dev.prosa.testing.TestDatabase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of one connection, which somebody holds; two may wait for it, for a second. */
class DatabasePoolIT {

    private FeedNode node;
    private Pool pool;
    private SqlConnection held;

    @BeforeEach
    void hold() {
        PoolOptions one = new PoolOptions().setMaxSize(1).setConnectionTimeout(1);
        node = FeedNode.on(TestDatabase.fresh(), one, Configs.database("max-waiting", "2"));
        pool = node.pool();
        held = pool.getConnection().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private CompletableFuture<Integer> query() {
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
        return Problems.of(failure);
    }

    @Test
    void fullQueue_oneMore_isUnavailableAtOnce() {
        CompletableFuture<Integer> first = query();
        CompletableFuture<Integer> second = query();
        assertThat(problemOf(query())).isEqualTo(Problem.UNAVAILABLE);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void waitingStatement_timedOut_isUnavailable() {
        assertThat(problemOf(query())).isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void waitingStatement_connectionFree_isExecuted() {
        CompletableFuture<Integer> waiting = query();
        held.close();
        assertThat(waiting.join()).isEqualTo(1);
    }
}
