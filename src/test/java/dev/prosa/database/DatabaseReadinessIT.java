package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.FaultProxy;
import dev.prosa.testing.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a database behind a {@link FaultProxy}, through a pool of three connections. */
class DatabaseReadinessIT {

    private final TestDatabase.Migrated database = TestDatabase.fresh();
    private final FaultProxy proxy = FaultProxy.to(database.port());
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = Pool.pool(vertx, options(), new PoolOptions().setMaxSize(3));
    private final DatabaseReadiness readiness = new DatabaseReadiness(pool);

    private PgConnectOptions options() {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(proxy.port())
                .setDatabase(database.name())
                .setUser("postgres")
                .setPassword("postgres");
    }

    @AfterEach
    void close() {
        proxy.close();
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    private CompletableFuture<Status> check() {
        return readiness.call().map(answer -> answer.getStatus()).subscribeAsCompletionStage();
    }

    private Status status() {
        return check().join();
    }

    @Test
    void database_answering_isReady() {
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void database_stopped_isNotReady_andRecovers() {
        status();
        proxy.cut();
        await().until(() -> status() == Status.DOWN);
        proxy.restore();
        await().atMost(Duration.ofSeconds(20)).until(() -> status() == Status.UP);
    }

    @Test
    void database_hanging_isNotReady_andIsAskedOnce() throws SQLException {
        status();
        proxy.freeze();
        long began = System.nanoTime();
        List<CompletableFuture<Status>> many =
                Stream.generate(this::check).limit(100).toList();
        assertThat(many).extracting(CompletableFuture::join).containsOnly(Status.DOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(connections()).isEqualTo(1);
        proxy.restore();
        await().atMost(Duration.ofSeconds(20)).until(() -> status() == Status.UP);
    }

    private int connections() throws SQLException {
        String sql =
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
