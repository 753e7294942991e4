package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import dev.prosa.feed.FeedPosition;
import java.util.List;
import java.util.UUID;

/**
 * What a client is sent in one piece; one of events is shared by all connections at the same cursor.
 *
 * @param text as it goes over a WebSocket
 * @param position where the subscription that begins or begins anew with it stands, else null
 * @param events consecutive ones of a feed, or none
 */
record Frame(String type, String text, FeedPosition position, List<FeedEvent> events) {

    static final String EVENTS = "events";

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
