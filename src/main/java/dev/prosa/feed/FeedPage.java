package dev.prosa.feed;

import java.util.List;

/** Events after a position, and the head of the feed in the same snapshot. */
public record FeedPage(FeedPosition head, List<FeedEvent> events) {

    /** Whether these events go on right after that position: the same history, and nothing in between is gone. */
    public boolean continues(FeedPosition position) {
        if (!head.epoch().equals(position.epoch())) return false;
        return events.isEmpty() ? head.seq() == position.seq() : events.get(0).seq() == position.seq() + 1;
    }

    /** The seq of the last event here; of the head if there is none. */
    public long last() {
        return events.isEmpty() ? head.seq() : events.get(events.size() - 1).seq();
    }

    public boolean reachesHead() {
        return last() >= head.seq();
    }
}
