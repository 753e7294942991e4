package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FollowedFeedTest implements FeedSink {

    private static final UUID EPOCH = UUID.randomUUID();

    private final List<Long> reads = new ArrayList<>();
    private final List<Long> delivered = new ArrayList<>();
    private final List<FeedPosition> restarts = new ArrayList<>();
    private UniEmitter<? super FeedPage> inFlight;
    private boolean broken;
    private boolean throwing;
    private final FeedId id = FeedId.ofTriage(UUID.randomUUID());
    private final FollowedFeed feed = new FollowedFeed(id, at(10), this::read, this, f -> {});

    private Uni<FeedPage> read(FeedPosition after) {
        if (throwing) throw new IllegalStateException("no connection");
        reads.add(after.seq());
        return Uni.createFrom().emitter(emitter -> inFlight = emitter);
    }

    @Override
    public void events(List<FeedEvent> events) {
        if (broken) throw new IllegalStateException("broken");
        events.forEach(event -> delivered.add(event.seq()));
    }

    @Override
    public void restarted(FeedPosition head) {
        restarts.add(head);
    }

    private static FeedPosition at(long seq) {
        return new FeedPosition(EPOCH, seq);
    }

    private static FeedPage page(long head, long from, long to) {
        List<FeedEvent> events = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new FeedEvent(seq, "test.event", Instant.EPOCH, null, false, 2, "{}"))
                .toList();
        return new FeedPage(at(head), events);
    }

    @Test
    void hint_readsAfterTheCursor() {
        feed.hint();
        inFlight.complete(page(12, 11, 12));
        assertThat(delivered).containsExactly(11L, 12L);
        assertThat(reads).containsExactly(10L);
        assertThat(feed.position()).isEqualTo(at(12));
    }

    @Test
    void hints_duringARead_causeOneMoreRead() {
        feed.hint();
        feed.hint();
        feed.hint();
        assertThat(reads).containsExactly(10L);
        inFlight.complete(page(11, 11, 11));
        assertThat(reads).containsExactly(10L, 11L);
        inFlight.complete(page(11, 12, 11));
        assertThat(reads).hasSize(2);
    }

    @Test
    void page_belowTheHead_isFollowedByTheNext() {
        feed.hint();
        inFlight.complete(page(13, 11, 12));
        inFlight.complete(page(13, 13, 13));
        assertThat(delivered).containsExactly(11L, 12L, 13L);
        assertThat(reads).containsExactly(10L, 12L);
    }

    @Test
    void failedRead_isRepeated_atTheNextHint() {
        feed.hint();
        inFlight.fail(new IllegalStateException("away"));
        assertThat(reads).containsExactly(10L);
        feed.hint();
        inFlight.complete(page(11, 11, 11));
        assertThat(reads).containsExactly(10L, 10L);
        assertThat(delivered).containsExactly(11L);
    }

    @Test
    void otherEpoch_restartsFeed() {
        feed.hint();
        FeedPosition restored = new FeedPosition(UUID.randomUUID(), 5);
        inFlight.complete(new FeedPage(restored, List.of()));
        assertThat(restarts).containsExactly(restored);
        assertThat(feed.position()).isEqualTo(restored);
    }

    @Test
    void gap_restartsFeed_atItsHead() {
        feed.hint();
        inFlight.complete(page(14, 13, 13));
        assertThat(restarts).containsExactly(at(14));
        assertThat(delivered).isEmpty();
    }

    @Test
    void missingFeed_restartsOnce_atUnknown() {
        for (int i = 0; i < 2; i++) {
            feed.hint();
            inFlight.fail(Problem.NOT_FOUND.refused());
        }
        assertThat(restarts).containsExactly(FeedPosition.UNKNOWN);
        feed.hint();
        inFlight.complete(page(12, 11, 12));
        assertThat(restarts).containsExactly(FeedPosition.UNKNOWN, at(12));
    }

    @Test
    void failingSink_isRestarted_andFeedContinues() {
        broken = true;
        feed.hint();
        inFlight.complete(page(12, 11, 12));
        assertThat(restarts).containsExactly(at(12));
        broken = false;
        feed.hint();
        inFlight.complete(page(13, 13, 13));
        assertThat(delivered).containsExactly(13L);
    }

    @Test
    void throwingStore_isAskedAgain_atTheNextHint() {
        throwing = true;
        feed.hint();
        throwing = false;
        feed.hint();
        inFlight.complete(page(11, 11, 11));
        assertThat(delivered).containsExactly(11L);
    }

    @Test
    void closedFeed_readsAndDeliversNothing() {
        feed.hint();
        feed.close();
        inFlight.complete(page(12, 11, 11));
        feed.hint();
        assertThat(reads).hasSize(1);
        assertThat(delivered).isEmpty();
    }
}
