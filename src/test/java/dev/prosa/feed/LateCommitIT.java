package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.Concurrently;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.StormSize;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Of two writers the one that took its number first may commit last. A reader of an outbox whose numbers come from a
 * sequence has then read beyond it, and never sees it; a reader of a feed does.
 */
class LateCommitIT {

    private static final int WRITERS = 6;
    private static final int COMMITS = StormSize.isFull() ? 150 : 30;

    private final FeedDatabase database = new FeedDatabase();
    private UUID institution;
    private FeedId sales;

    @BeforeEach
    void aFeedAndASequenceOutbox() {
        institution = database.writer().institution();
        sales = new FeedId(institution, database.writer().department(institution, "Sales"));
        database.writer().run("create table outbox (id bigserial primary key, writer int not null)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void feed_lateCommit_isNotSkipped() {
        try (FeedWriter early = database.anotherWriter();
                FeedWriter late = database.anotherWriter()) {
            early.begin();
            early.append(institution, sales.id(), 1, "\"early\"");
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> append(late, "\"late\""));
            assertThat(readAfter(0))
                    .as("while the first writer has not committed")
                    .isEmpty();
            early.commit();
            other.join();
            assertThat(payloads(readAfter(0)))
                    .satisfiesExactly(first -> assertThat(first).contains("early"), second -> assertThat(second)
                            .contains("late"));
        }
    }

    @Test
    void sequenceOutbox_lateCommit_isLost() {
        try (FeedWriter early = database.anotherWriter();
                FeedWriter late = database.anotherWriter()) {
            early.begin();
            early.run("insert into outbox (writer) values (1)");
            late.run("insert into outbox (writer) values (2)");
            List<Long> read = new ArrayList<>(outboxAfter(0));
            early.commit();
            read.addAll(outboxAfter(read.get(read.size() - 1)));
            assertThat(read).containsExactly(2L);
            assertThat(outboxAfter(0)).containsExactly(1L, 2L);
        }
    }

    @Test
    void racingWriters_areAllRead_whereASequenceOutboxLosesSome() {
        AtomicBoolean done = new AtomicBoolean();
        List<Long> fromFeed = new ArrayList<>();
        List<Long> fromOutbox = new ArrayList<>();
        CompletableFuture<Void> feedReader = CompletableFuture.runAsync(() -> followFeed(done, fromFeed));
        CompletableFuture<Void> outboxReader = CompletableFuture.runAsync(() -> followOutbox(done, fromOutbox));
        Concurrently.forEach(WRITERS, WRITERS, this::write);
        done.set(true);
        feedReader.join();
        outboxReader.join();

        long all = (long) WRITERS * COMMITS;
        assertThat(fromFeed).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
        assertThat(database.writer().count("select count(*) from outbox")).isEqualTo(all);
        assertThat(fromOutbox).hasSizeLessThan((int) all);
    }

    private void append(FeedWriter writer, String data) {
        writer.append(institution, sales.id(), 1, data);
    }

    /** Each of its transactions writes to both, and takes some of the database's time before it commits. */
    private void write(int number) {
        try (FeedWriter writer = database.anotherWriter()) {
            for (int i = 0; i < COMMITS; i++) {
                writer.begin();
                writer.run("insert into outbox (writer) values (?)", number);
                writer.id(
                        "select uuidv7() from generate_series(1, ?)",
                        ThreadLocalRandom.current().nextInt(1, 20_000));
                append(writer, "{}");
                writer.commit();
            }
        }
    }

    private void followFeed(AtomicBoolean done, List<Long> read) {
        boolean last;
        do {
            last = done.get();
            long position = read.isEmpty() ? 0 : read.get(read.size() - 1);
            readAfter(position).forEach(event -> read.add(event.seq()));
        } while (!last);
    }

    private void followOutbox(AtomicBoolean done, List<Long> read) {
        boolean last;
        do {
            last = done.get();
            read.addAll(outboxAfter(read.isEmpty() ? 0 : read.get(read.size() - 1)));
        } while (!last);
    }

    private List<FeedEvent> readAfter(long seq) {
        Uni<FeedPage> page = database.store().after(sales, seq, 10_000, 10_000_000);
        return page.await().indefinitely().events();
    }

    private static List<String> payloads(List<FeedEvent> events) {
        return events.stream().map(FeedEvent::payload).toList();
    }

    private List<Long> outboxAfter(long id) {
        return database.writer().longs("select id from outbox where id > ? order by id", id);
    }
}
