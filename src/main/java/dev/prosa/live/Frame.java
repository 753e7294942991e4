package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import java.util.List;
import java.util.UUID;

/** Consecutive events of a feed and the text they are sent as; shared by all connections at the same cursor. */
record Frame(String text, List<FeedEvent> events) {

    long last() {
        return events.get(events.size() - 1).seq();
    }

    /** The seq at which the right of this agent or API key ends, the first above {@code after}; 0 if it does not end here. */
    long endOfRight(UUID viewer, long after) {
        for (FeedEvent event : events) {
            if (event.endsAccessOf(viewer) && event.seq() > after) return event.seq();
        }
        return 0;
    }
}
