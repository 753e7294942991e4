package dev.prosa.idempotency;

import dev.prosa.concurrent.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Removes stored answers that have expired: each minute, in short transactions of at most 1,000. Nobody depends on it, since
 * an expired answer counts for nothing; several nodes at once skip each other's rows.
 */
@Singleton
final class IdempotencyCleanup {

    private static final String DELETE = "select delete_expired_idempotency_keys($1, $2) as deleted";
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    /** Of one batch: longer than the database lets a statement run. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int MOST = 1_000;

    private final Pool pool;
    private final Clock clock;
    private final PeriodicTask task;

    IdempotencyCleanup(Vertx vertx, Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.task = new PeriodicTask(vertx, INTERVAL, "Expired answers cannot be deleted", this::forget);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    /** Batch after batch, until one is not full. */
    Uni<Void> forget() {
        return Uni.createFrom()
                .deferred(this::batch)
                .repeat()
                .whilst(forgotten -> forgotten == MOST)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Long> batch() {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(OffsetDateTime.now(clock), MOST))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(rows -> rows.iterator().next().getLong("deleted"));
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }
}
