package dev.prosa.feed;

import dev.prosa.observability.RedactedThrowable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Deletes events whose time is over, from the oldest end of each feed: each minute, in short transactions of at most 1,000
 * events in at most 1,000 feeds, at most 1,000 of them in a row; what is left then is where the next minute goes on. A node
 * that finds another one at it leaves it to that one.
 */
@Singleton
final class FeedRetention {

    private static final Logger LOG = Logger.getLogger(FeedRetention.class);
    private static final String EXPIRE =
            "select expired, next_institution, next_feed from feed_expire($1, $2, $3, $4, $5)";
    private static final FeedId FIRST = new FeedId(new UUID(0, 0), new UUID(0, 0));
    private static final long EACH_MS = 60_000;
    private static final int FEEDS = 1_000;
    private static final long MOST = 1_000;
    private static final long IN_A_ROW = 1_000;

    private final Vertx vertx;
    private final Pool pool;
    private final Clock clock;
    private final Duration retention;
    private final FeedMetrics metrics;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile FeedId next = FIRST;
    private volatile boolean failing;
    private volatile long timer = -1;
    private volatile Cancellable running = () -> {};

    FeedRetention(Vertx vertx, Pool pool, Clock clock, FeedConfig config, FeedMetrics metrics) {
        this.vertx = vertx;
        this.pool = pool;
        this.clock = clock;
        this.retention = config.retention();
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        if (!retention.isZero()) timer = vertx.setPeriodic(EACH_MS, t -> tick());
    }

    void tick() {
        if (!busy.compareAndSet(false, true)) return;
        running = expire().onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(done -> failing = false, this::failed);
    }

    private void failed(Throwable cause) {
        if (!failing) LOG.warnf("Old events stay for now, trying again: %s", RedactedThrowable.inShort(cause));
        failing = true;
    }

    /** Batch after batch, until all feeds have been looked at or it is enough for now. */
    Uni<Void> expire() {
        return Uni.createFrom()
                .deferred(this::batch)
                .repeat()
                .whilst(goesOn -> goesOn)
                .select()
                .first(IN_A_ROW)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> batch() {
        OffsetDateTime before = OffsetDateTime.now(clock).minus(retention);
        Tuple parameters = Tuple.from(List.of(before, next.institution(), next.id(), FEEDS, MOST));
        return pool.preparedQuery(EXPIRE).execute(parameters).map(this::expired);
    }

    /** Whether there is more to do. */
    private boolean expired(RowSet<Row> rows) {
        if (rows.size() == 0) return false;
        Row row = rows.iterator().next();
        metrics.expired(row.getLong("expired"));
        UUID feed = row.getUUID("next_feed");
        next = feed == null ? FIRST : new FeedId(row.getUUID("next_institution"), feed);
        return feed != null;
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        running.cancel();
    }
}
