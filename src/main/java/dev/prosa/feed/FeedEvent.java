package dev.prosa.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * One stored event. The {@code payload} is the exact JSON text that is sent; nobody parses it.
 *
 * @param at the time of the change, just before its transaction was committed
 * @param subject the agent whose access to this feed began or ended with this event, or null
 * @param accessEnded whether that access ended; without a subject, the access of everybody
 * @param bytes the length of the payload in UTF-8
 */
public record FeedEvent(
        long seq, String type, Instant at, UUID subject, boolean accessEnded, int bytes, String payload) {

    /** Whether the access of this agent or API key to the feed ends with this event. */
    public boolean endsAccessOf(UUID viewer) {
        return accessEnded && (subject == null || subject.equals(viewer));
    }
}
