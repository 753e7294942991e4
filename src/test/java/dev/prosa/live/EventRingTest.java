package dev.prosa.live;

import static dev.prosa.live.Events.event;
import static dev.prosa.live.Events.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prosa.feed.FeedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRingTest {

    private static List<Long> seqs(List<FeedEvent> events) {
        return events.stream().map(FeedEvent::seq).toList();
    }

    @Test
    void emptyRing_reachesBack_toItsStartOnly() {
        EventRing ring = new EventRing(4, 1_000, 10);
        assertThat(ring.reachesBackTo(10)).isTrue();
        assertThat(ring.reachesBackTo(9)).isFalse();
        assertThat(ring.after(10, 256)).isEmpty();
    }

    @Test
    void after_cursor_givesTheNextEvents() {
        EventRing ring = new EventRing(4, 1_000, 10);
        events(11, 13).forEach(ring::add);
        assertThat(seqs(ring.after(11, 256))).containsExactly(12L, 13L);
        assertThat(seqs(ring.after(10, 2))).containsExactly(11L, 12L);
        assertThat(ring.after(20, 2)).as("a cursor ahead of the ring").isEmpty();
    }

    @Test
    void oldestEvents_beyondTheSize_areRemoved() {
        EventRing ring = new EventRing(4, 1_000, 0);
        events(1, 10).forEach(ring::add);
        assertThat(ring.reachesBackTo(6)).isTrue();
        assertThat(ring.reachesBackTo(5)).isFalse();
        assertThat(seqs(ring.after(6, 256))).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void oldestEvents_beyondTheBytes_areRemoved() {
        EventRing ring = new EventRing(100, 10, 0);
        ring.add(event(1, "12345"));
        ring.add(event(2, "12345"));
        ring.add(event(3, "1"));
        assertThat(ring.reachesBackTo(0)).isFalse();
        assertThat(seqs(ring.after(1, 256))).containsExactly(2L, 3L);
    }

    @Test
    void eventLargerThanTheRing_isKept() {
        EventRing ring = new EventRing(100, 10, 0);
        ring.add(event(1));
        ring.add(event(2, "x".repeat(11)));
        assertThat(seqs(ring.after(1, 256))).containsExactly(2L);
        ring.add(event(3, "x"));
        assertThat(ring.reachesBackTo(1)).isFalse();
        assertThat(ring.reachesBackTo(2)).isTrue();
    }

    @Test
    void add_afterAGap_isRefused() {
        EventRing ring = new EventRing(4, 1_000, 10);
        assertThatIllegalArgumentException().isThrownBy(() -> ring.add(event(12)));
    }
}
