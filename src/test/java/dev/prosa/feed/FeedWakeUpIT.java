package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What wakes the reader, in a database that never hints at anything. */
class FeedWakeUpIT implements FeedSink {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final FeedDatabase database = new FeedDatabase();
    private final FeedNode node = FeedNode.on(database.migrated());
    private final FeedMetrics metrics = new FeedMetrics(new Meters(new SimpleMeterRegistry()), Clock.systemUTC());
    private final FeedConfig config = Configs.feed("poll-interval", POLL_INTERVAL.toString());
    private final FeedReader reader = new FeedReader(new FeedStore(new Pool(node.pool())), config, metrics);
    private final FeedWakeUp wakeUp =
            new FeedWakeUp(node.vertx(), reader, config, node.pools(), new Pool(node.pool()), metrics);
    private final List<Long> seqs = new CopyOnWriteArrayList<>();
    private FeedId sales;

    @Override
    public void events(List<FeedEvent> events) {
        events.forEach(event -> seqs.add(event.seq()));
    }

    @Override
    public void restarted(FeedPosition head) {
        seqs.add(-1L);
    }

    @BeforeEach
    void follow() {
        UUID institution = database.writer().institution();
        sales = new FeedId(institution, database.writer().department(institution, "Sales"));
        database.writer().run("alter table feed disable trigger feed_wakes_readers");
        reader.follow(sales, new FeedPosition(node.epoch(sales.id()), 0), this);
        wakeUp.start(null);
    }

    @AfterEach
    void stop() {
        wakeUp.stop(null);
        node.close();
        database.close();
    }

    @Test
    void event_withoutHint_isReadWithinAPollInterval() {
        for (int seq = 1; seq <= 3; seq++) {
            int expected = seq;
            database.append(sales, 1);
            await().atMost(POLL_INTERVAL.multipliedBy(3)).until(() -> seqs.size() == expected);
        }
        assertThat(seqs).containsExactly(1L, 2L, 3L);
    }
}
