package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.observability.Meters;
import dev.prosa.testing.FeedWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedReaderIT {

    private final FeedDatabase database = new FeedDatabase();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final FeedReader reader = readerMeasuredBy(registry);
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final FeedListener listener =
            new FeedListener(database.vertx(), database.options(), reader::hint, this::listening);
    private final Recorder recorder = new Recorder();
    private FeedId sales;

    /** Keeps what came, and whether two came at once. */
    private static final class Recorder implements FeedSink {
        final List<Long> seqs = new CopyOnWriteArrayList<>();
        final AtomicBoolean inside = new AtomicBoolean();
        final AtomicInteger overlaps = new AtomicInteger();

        @Override
        public void events(List<FeedEvent> events) {
            if (!inside.compareAndSet(false, true)) overlaps.incrementAndGet();
            seqs.addAll(events.stream().map(FeedEvent::seq).toList());
            inside.set(false);
        }

        @Override
        public void restarted(FeedPosition head) {
            seqs.add(-1L);
        }
    }

    private FeedReader readerMeasuredBy(MeterRegistry registry) {
        FeedMetrics metrics = new FeedMetrics(new Meters(registry), Clock.systemUTC());
        return new FeedReader(database.store(), Duration.ofSeconds(5), 16, 100_000, metrics);
    }

    private void listening() {
        subscriptions.incrementAndGet();
        reader.hintAll();
    }

    @BeforeEach
    void follow() {
        UUID institution = database.writer().institution();
        sales = new FeedId(institution, database.writer().department(institution, "Sales"));
        UUID epoch = UUID.fromString(database.writer().epoch(sales.id()));
        reader.follow(sales, new FeedPosition(epoch, 0), recorder);
    }

    @AfterEach
    void close() {
        listener.close();
        database.close();
    }

    private void listen() {
        listener.open();
        await().until(() -> subscriptions.get() > 0);
    }

    private static List<Long> upTo(long seq) {
        return LongStream.rangeClosed(1, seq).boxed().toList();
    }

    @Test
    void commit_whileListening_isReadWithoutPoll() {
        listen();
        database.append(sales, 40);
        await().until(() -> recorder.seqs.size() >= 40);
        assertThat(recorder.seqs).isEqualTo(upTo(40));
    }

    @Test
    void lostHint_polled_isRead() {
        database.append(sales, 3);
        reader.poll().await().atMost(Duration.ofSeconds(5));
        await().until(() -> recorder.seqs.size() == 3);
    }

    @Test
    void deletedFeed_polled_restarts() {
        isRead();
        database.writer().run("delete from feed_event where feed_id = ?", sales.id());
        database.writer().run("delete from feed where id = ?", sales.id());
        reader.poll().await().atMost(Duration.ofSeconds(5));
        await().until(() -> recorder.seqs.equals(List.of(1L, -1L)));
    }

    @Test
    void newEpoch_polled_restarts() {
        isRead();
        database.writer().run("update feed set epoch = uuidv7() where id = ?", sales.id());
        reader.poll().await().atMost(Duration.ofSeconds(5));
        await().until(() -> recorder.seqs.equals(List.of(1L, -1L)));
    }

    private void isRead() {
        database.append(sales, 1);
        reader.poll().await().atMost(Duration.ofSeconds(5));
        await().until(() -> recorder.seqs.equals(List.of(1L)));
    }

    @Test
    void poll_withoutNews_readsNothing() {
        assertThat(reader.poll().await().atMost(Duration.ofSeconds(5))).isNull();
        assertThat(recorder.seqs).isEmpty();
    }

    @Test
    void killedListener_reconnects_andReadsMissedEvents() {
        listen();
        int before = subscriptions.get();
        database.writer()
                .run("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and query ilike 'listen%'");
        database.append(sales, 3);
        await().until(() -> subscriptions.get() > before);
        await().until(() -> recorder.seqs.size() == 3);
        database.append(sales, 1);
        await().until(() -> recorder.seqs.size() == 4);
        assertThat(recorder.seqs).isEqualTo(upTo(4));
    }

    @Test
    void listener_withoutChannel_isReplaced() {
        listen();
        listener.check();
        listener.connection().query("unlisten *").execute();
        await().until(() -> checkedAgain() > 1);
        database.append(sales, 1);
        await().until(() -> recorder.seqs.size() == 1);
    }

    private int checkedAgain() {
        listener.check();
        return subscriptions.get();
    }

    @Test
    void feed_closed_isForgotten() {
        FeedReader other = readerMeasuredBy(new SimpleMeterRegistry());
        UUID epoch = UUID.fromString(database.writer().epoch(sales.id()));
        try (FeedReader.Following following = other.follow(sales, new FeedPosition(epoch, 0), new Recorder())) {
            assertThat(following).isNotNull();
            assertThat(other.size()).isEqualTo(1);
        }
        assertThat(other.size()).isZero();
    }

    @Test
    void racingWriters_areRead_inOrderWithoutGapOrRepeat() throws InterruptedException {
        listen();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) writers.add(new Thread(this::write200));
        writers.forEach(Thread::start);
        for (Thread writer : writers) writer.join();
        await().until(() -> recorder.seqs.size() >= 800);
        assertThat(recorder.seqs).isEqualTo(upTo(800));
        assertThat(recorder.overlaps).hasValue(0);
    }

    private void write200() {
        try (FeedWriter writer = database.anotherWriter()) {
            for (int i = 0; i < 200; i++) writer.append(sales.institution(), sales.id(), 1, "{}");
        }
    }
}
