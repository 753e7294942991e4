package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import dev.prosa.feed.FeedPosition;
import java.util.List;
import java.util.UUID;

/**
 * One message to a client. A frame of events is shared by all connections at the same position.
 *
 * @param text the JSON text of the WebSocket message
 * @param position the position of the subscription that starts or resyncs with this frame, else null
 * @param events consecutive events of a feed, or none
 */
public record Frame(String type, String text, FeedPosition position, List<FeedEvent> events) {

    public static final String EVENTS = "events";

    long last() {
        return events.get(events.size() - 1).seq();
    }

    /** The first seq above {@code after} that revokes the access of this agent or API key; 0 if none does. */
    long revokedAt(UUID viewer, long after) {
        for (FeedEvent event : events) {
            if (event.endsAccessOf(viewer) && event.seq() > after) return event.seq();
        }
        return 0;
    }
}
