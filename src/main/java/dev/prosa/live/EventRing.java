package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import java.util.ArrayList;
import java.util.List;

/** The latest events of a feed, bounded in number and in bytes. Not safe for several threads. */
final class EventRing {

    private final FeedEvent[] slots;
    private final long maxBytes;
    private long last;
    private int size;
    private long bytes;

    /** Empty, for the events after {@code start}. */
    EventRing(int maxEvents, long maxBytes, long start) {
        this.slots = new FeedEvent[maxEvents];
        this.maxBytes = maxBytes;
        this.last = start;
    }

    long last() {
        return last;
    }

    /** Adds the next event, and removes the oldest ones beyond the bounds. */
    void add(FeedEvent event) {
        if (event.seq() != last + 1) throw new IllegalArgumentException("after " + last + " came " + event.seq());
        if (size == slots.length) dropOldest();
        slots[slot(event.seq())] = event;
        last = event.seq();
        size++;
        bytes += event.bytes();
        while (bytes > maxBytes && size > 1) dropOldest();
    }

    private void dropOldest() {
        int oldest = slot(last - size + 1);
        bytes -= slots[oldest].bytes();
        slots[oldest] = null;
        size--;
    }

    private int slot(long seq) {
        return (int) (seq % slots.length);
    }

    /** Whether all events after this seq are here. */
    boolean reachesBackTo(long cursor) {
        return cursor >= last - size;
    }

    /** The first events after the cursor; none if the cursor is at the end or beyond it. */
    List<FeedEvent> after(long cursor, int max) {
        List<FeedEvent> events = new ArrayList<>();
        for (long seq = cursor + 1; seq <= last && events.size() < max; seq++) events.add(slots[slot(seq)]);
        return events;
    }
}
