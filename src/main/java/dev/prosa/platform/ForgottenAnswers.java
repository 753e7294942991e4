package dev.prosa.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Removes kept answers that have expired: each minute, in short transactions of at most 1,000. Nobody depends on it, since
 * an expired answer counts for nothing; several nodes at it pass over each other's rows.
 */
@Singleton
final class ForgottenAnswers {

    private static final Logger LOG = Logger.getLogger(ForgottenAnswers.class);
    private static final String FORGET = "select delete_expired_idempotency_keys($1, $2) as forgotten";
    private static final long EACH_MS = 60_000;
    private static final int MOST = 1_000;

    private final Vertx vertx;
    private final Pool pool;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long timer;

    ForgottenAnswers(Vertx vertx, Pool pool, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EACH_MS, t -> tick());
    }

    private void tick() {
        if (!busy.compareAndSet(false, true)) return;
        forget().onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(done -> {}, ForgottenAnswers::notForgotten);
    }

    private static void notForgotten(Throwable cause) {
        LOG.warnf("Expired answers stay for now: %s", FaultForTheLog.inShort(cause));
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
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(OffsetDateTime.now(clock), MOST))
                .map(rows -> rows.iterator().next().getLong("forgotten"));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }
}
