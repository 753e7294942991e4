package dev.prosa.feed;

import dev.prosa.concurrent.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
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

/**
 * Deletes events that are older than the retention, from the oldest end of each feed: each minute, in short
 * transactions of at most 1,000 events in at most 1,000 feeds. A run ends after 1,000 transactions, and the next run
 * continues there. Only one node deletes at a time: the others skip their run.
 */
@Singleton
final class FeedRetention {

    private static final String EXPIRE =
            "select expired, next_institution, next_feed from feed_expire($1, $2, $3, $4, $5)";
    private static final FeedId BEFORE_FIRST = new FeedId(new UUID(0, 0), new UUID(0, 0));
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    /** Of one batch: longer than the database lets a statement run. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_FEEDS = 1_000;
    private static final long MAX_EVENTS = 1_000;
    private static final long MAX_BATCHES = 1_000;

    private final Pool pool;
    private final Clock clock;
    private final Duration retention;
    private final FeedMetrics metrics;
    final PeriodicTask task;
    private volatile FeedId next = BEFORE_FIRST;

    FeedRetention(Vertx vertx, Pool pool, Clock clock, FeedConfig config, FeedMetrics metrics) {
        this.pool = pool;
        this.clock = clock;
        this.retention = config.retention();
        this.metrics = metrics;
        this.task = new PeriodicTask(vertx, INTERVAL, "Old events cannot be deleted", this::expire);
    }

    void start(@Observes StartupEvent event) {
        if (!retention.isZero()) task.start();
    }

    /** Batch after batch, until all feeds are done or the bound on batches is reached. */
    Uni<Void> expire() {
        return Uni.createFrom()
                .deferred(this::batch)
                .repeat()
                .whilst(hasMore -> hasMore)
                .select()
                .first(MAX_BATCHES)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> batch() {
        OffsetDateTime before = OffsetDateTime.now(clock).minus(retention);
        Tuple parameters = Tuple.from(List.of(before, next.institution(), next.id(), MAX_FEEDS, MAX_EVENTS));
        return pool.preparedQuery(EXPIRE)
                .execute(parameters)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(this::expired);
    }

    /** Answers whether there are more events to delete. */
    private boolean expired(RowSet<Row> rows) {
        if (rows.size() == 0) return false;
        Row row = rows.iterator().next();
        metrics.expired(row.getLong("expired"));
        UUID feed = row.getUUID("next_feed");
        next = feed == null ? BEFORE_FIRST : new FeedId(row.getUUID("next_institution"), feed);
        return feed != null;
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }
}
