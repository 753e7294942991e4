package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.observability.Meters;
import dev.prosa.testing.FeedWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are deleted after seven days. */
class FeedRetentionIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String APPEND =
            """
            select feed_append(array_fill(?::uuid, array[n]), array_fill(?::uuid, array[n]), array_fill('x'::text, array[n]),
                               array_fill('{}'::text, array[n]), ?::timestamptz)
            from (values (?)) events (n)""";

    private final FeedDatabase database = new FeedDatabase();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FeedRetention retention = retention("7D");
    private FeedId sales;
    private FeedId support;

    private FeedRetention retention(String time) {
        return new FeedRetention(
                database.vertx(),
                database.pool(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Configs.feed("retention", time),
                new FeedMetrics(new Meters(registry), Clock.systemUTC()));
    }

    @BeforeEach
    void twoDepartments() {
        UUID institution = database.writer().institution();
        sales = new FeedId(institution, database.writer().department(institution, "Sales"));
        support = new FeedId(institution, database.writer().department(institution, "Support"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void append(FeedId feed, int events, Duration ago) {
        append(database.writer(), feed, events, ago);
    }

    private static void append(FeedWriter writer, FeedId feed, int events, Duration ago) {
        writer.run(APPEND, feed.institution(), feed.id(), NOW.minus(ago).toString(), events);
    }

    private void expire() {
        expire(retention);
    }

    private static void expire(FeedRetention retention) {
        retention.expire().await().atMost(Duration.ofSeconds(20));
    }

    private FeedPage after(FeedId feed, long seq) {
        return database.store().after(feed, seq, 10_000, 10_000_000).await().atMost(Duration.ofSeconds(10));
    }

    private List<Long> stored(FeedId feed) {
        return after(feed, 0).events().stream().map(FeedEvent::seq).toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private double counted() {
        return registry.counter("prosa.feed.expired").count();
    }

    @Test
    void oldEvents_areDeleted_youngOnesKept() {
        append(sales, 3, Duration.ofDays(8));
        append(sales, 2, Duration.ofDays(6));
        append(support, 2, Duration.ofDays(7).plusMillis(1));
        append(support, 1, Duration.ofDays(7));

        expire();

        assertThat(stored(sales)).isEqualTo(range(4, 5));
        assertThat(stored(support)).isEqualTo(range(3, 3));
        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void largeFeed_isExpired_inOneRun() {
        append(sales, 2_500, Duration.ofDays(8));
        append(sales, 1, Duration.ZERO);
        append(support, 1_000, Duration.ofDays(8));

        expire();

        assertThat(stored(sales)).isEqualTo(range(2_501, 2_501));
        assertThat(stored(support)).isEmpty();
        assertThat(counted()).isEqualTo(3_500);
    }

    @Test
    void manyFeeds_overSeveralBatches_areAllExpired() {
        database.writer().run("insert into institution (name) select 'Test' from generate_series(1, 2500)");
        database.writer()
                .run(
                        "select feed_append(array[institution_id], array[id], '{x}', '{\"{}\"}', ?::timestamptz) from feed",
                        NOW.minus(Duration.ofDays(8)).toString());

        expire();

        assertThat(database.writer().count("select count(*) from feed_event")).isZero();
        assertThat(counted()).isEqualTo(2_503);
    }

    @Test
    void oldEvent_behindAYoungOne_isKept() {
        append(sales, 1, Duration.ofDays(8));
        append(sales, 1, Duration.ofDays(6));
        append(sales, 1, Duration.ofDays(8));

        expire();

        assertThat(stored(sales)).isEqualTo(range(2, 3));
    }

    @Test
    void emptiedFeed_continues_onlyFromItsHead() {
        append(sales, 3, Duration.ofDays(8));
        FeedPosition head = after(sales, 3).head();

        expire();

        assertThat(after(sales, 3).continues(head)).isTrue();
        FeedPosition before = new FeedPosition(head.epoch(), 2);
        assertThat(after(sales, 2).continues(before)).isFalse();
        append(sales, 1, Duration.ZERO);
        assertThat(after(sales, 3).continues(head)).isTrue();
        assertThat(after(sales, 2).continues(before)).isFalse();
    }

    @Test
    void deletedDepartment_feedIsExpiredToo() {
        append(sales, 3, Duration.ofDays(8));
        database.writer().run("update department set deleted_at = now() where id = ?", sales.id());

        expire();

        assertThat(stored(sales)).isEmpty();
    }

    @Test
    void openWriter_withAnExpiry_neitherWaits() {
        append(sales, 3, Duration.ofDays(8));
        try (FeedWriter writer = database.anotherWriter()) {
            writer.run("begin");
            append(writer, sales, 1, Duration.ZERO);
            expire();
            append(writer, sales, 1, Duration.ZERO);
            writer.run("commit");
        }
        assertThat(stored(sales)).isEqualTo(range(4, 5));
    }

    @Test
    void openExpiry_withAWriter_writerDoesNotWait() {
        append(sales, 3, Duration.ofDays(8));
        try (FeedWriter deleting = database.anotherWriter()) {
            deleting.run("begin");
            deleting.run("select feed_expire(?::timestamptz, ?, ?, 10, 10)", NOW.toString(), nobody(), nobody());
            append(sales, 1, Duration.ZERO);
            expire();
            assertThat(stored(sales)).as("another node is deleting").isEqualTo(range(1, 4));
            deleting.run("commit");
        }
        assertThat(stored(sales)).isEqualTo(range(4, 4));
    }

    private static UUID nobody() {
        return new UUID(0, 0);
    }

    @Test
    void failedRun_isMadeUpFor_byTheNext() {
        append(sales, 1_500, Duration.ofDays(8));
        database.writer().run("alter function feed_expire_one rename to away");
        assertThat(retention.expire().onFailure().recoverWithNull().await().atMost(Duration.ofSeconds(10)))
                .isNull();
        database.writer().run("alter function away rename to feed_expire_one");

        expire();

        assertThat(stored(sales)).isEmpty();
    }

    @Test
    void stop_duringARun_endsAfterTheCurrentBatch() {
        append(sales, 10_000, Duration.ofDays(8));
        try (FeedWriter holding = database.anotherWriter()) {
            holding.run("begin");
            holding.run("select from feed_event where feed_id = ? and seq = 1500 for update", sales.id());
            retention.task.startNow();
            await().until(() -> counted() == 1_000);
            retention.stop(null);
            holding.run("commit");
        }
        await().until(() -> stored(sales).size() == 8_000);
        await().during(Duration.ofMillis(300)).until(() -> stored(sales).size() == 8_000);
    }
}
