package dev.prosa.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * One event as it is stored: {@code payload} is the exact JSON text that is sent, and nobody parses it.
 *
 * @param at the time of the change, just before its transaction was committed
 * @param subject the agent whose right to this feed began or ended here, or null
 * @param accessEnded whether that right ended; without a subject, that of everybody
 * @param bytes the length of the payload in UTF-8
 */
public record FeedEvent(
        long seq, String type, Instant at, UUID subject, boolean accessEnded, int bytes, String payload) {

    /** Whether the right of this agent or API key to the feed ends here. */
    public boolean endsAccessOf(UUID viewer) {
        return accessEnded && (subject == null || subject.equals(viewer));
    }
}
