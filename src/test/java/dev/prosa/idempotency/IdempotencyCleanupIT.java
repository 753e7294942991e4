package dev.prosa.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expired answers go away by themselves. */
class IdempotencyCleanupIT {

    private static final TestDatabase.Migrated DATABASE = TestDatabase.fresh();

    private final Vertx vertx = Vertx.vertx();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DATABASE.connect();
        run("truncate idempotency_key");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void cleanup_removesAllExpired_inBatches() throws SQLException {
        keep(2_500, "now() - interval '1 s'");
        keep(7, "now() + interval '1 minute'");

        forget();

        assertThat(stored()).isEqualTo(7);
    }

    @Test
    void cleanup_leavesLockedRows_forTheNextRun() throws SQLException {
        keep(3, "now() - interval '1 s'");
        connection.setAutoCommit(false);
        run("update idempotency_key set response = 'again' where ctid in (select ctid from idempotency_key limit 1)");

        forget();

        connection.commit();
        assertThat(stored()).isEqualTo(1);
        forget();
        assertThat(stored()).isZero();
    }

    private void forget() {
        io.vertx.sqlclient.Pool pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(DATABASE.reactiveUrl())
                        .setUser("postgres")
                        .setPassword("postgres"))
                .using(vertx)
                .build();
        new IdempotencyCleanup(vertx, new Pool(pool), Clock.systemUTC())
                .forget()
                .await()
                .atMost(Duration.ofSeconds(10));
        pool.close().toCompletionStage().toCompletableFuture().join();
    }

    private void keep(int answers, String expiresAt) throws SQLException {
        run("insert into idempotency_key select uuidv7(), uuidv7(), '/v1', 'k', repeat('0', 64), '{}', " + expiresAt
                + " from generate_series(1, " + answers + ")");
    }

    private long stored() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from idempotency_key")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
