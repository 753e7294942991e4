package dev.prosa.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestDatabase.Migrated;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;

class RedactedThrowableIT {

    private static final String SECRET = "+5511987654321";

    @Test
    void databaseError_doesNotShowItsDetail() {
        Throwable fault = refusal("select $1::text::uuid");
        assertThat(written(fault)).contains(SECRET);
        assertThat(logged(new CompletionException(new IllegalStateException(fault))))
                .doesNotContain(SECRET)
                .contains("java.util.concurrent.CompletionException", "java.lang.IllegalStateException")
                .contains("io.vertx.pgclient.PgException sqlState=22P02");
    }

    @Test
    void databaseError_namesItsConstraint() {
        String sql = "insert into contact (institution_id, name, phone) values (uuidv7(), null, $1)";
        assertThat(logged(refusal(sql)))
                .doesNotContain(SECRET)
                .contains("io.vertx.pgclient.PgException sqlState=23502 table=contact column=name");
    }

    @Test
    void databaseError_throughHibernate_isRedacted() {
        SQLException cause = new SQLException("Key (phone)=(" + SECRET + ") exists", "23505");
        assertThat(logged(new ConstraintViolationException("could not execute " + SECRET, cause, "contact_phone")))
                .doesNotContain(SECRET)
                .contains("java.sql.SQLException sqlState=23505");
    }

    @Test
    void codeError_keepsItsStackAndText() {
        assertThat(logged(mistake()))
                .contains(
                        "java.lang.NullPointerException Cannot invoke",
                        "at " + getClass().getName() + ".mistake");
    }

    private static Throwable mistake() {
        try {
            String none = null;
            return new IllegalStateException(String.valueOf(none.length()));
        } catch (NullPointerException e) {
            return e;
        }
    }

    private static Throwable refusal(String sql) {
        Migrated database = TestDatabase.fresh();
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser("postgres")
                .setPassword("postgres");
        Vertx vertx = Vertx.vertx();
        Pool pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(1));
        try {
            return pool.preparedQuery(sql)
                    .execute(Tuple.of(SECRET))
                    .<Throwable>map(none -> new AssertionError("nothing was refused"))
                    .onFailure()
                    .recoverWithItem(fault -> fault)
                    .await()
                    .atMost(Duration.ofSeconds(20));
        } finally {
            pool.closeAndAwait();
            vertx.closeAndAwait();
        }
    }

    private static String logged(Throwable fault) {
        return written(RedactedThrowable.of(fault));
    }

    private static String written(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
