package dev.prosa.feed;

import java.util.List;

/** Events after a position, and the head of the feed in the same snapshot. */
public record FeedPage(FeedPosition head, List<FeedEvent> events) {

    /** Whether these events follow that position: the epoch is the same, and no event in between is missing. */
    public boolean continues(FeedPosition position) {
        if (!head.epoch().equals(position.epoch())) return false;
        return events.isEmpty() ? head.seq() == position.seq() : events.get(0).seq() == position.seq() + 1;
    }

    /** The seq of the last event here; of the head if there is none. */
    long last() {
        return events.isEmpty() ? head.seq() : events.get(events.size() - 1).seq();
    }

    boolean reachesHead() {
        return last() >= head.seq();
    }
}
