package dev.prosa.live;

import dev.prosa.feed.FeedPosition;
import java.util.Optional;

/**
 * That a caller may watch a feed, and the head of the feed in the same snapshot of the database.
 *
 * @param oldest the seq of the oldest event stored; one above the head if none is
 */
public record FeedAccess(FeedPosition head, long oldest) {

    /** Why a client cannot resume from there; empty if it can. */
    Optional<String> resyncReason(ClientFrame.Resume from) {
        if (!head.epoch().toString().equals(from.epoch())) return Optional.of("epoch");
        if (from.after() > head.seq()) return Optional.of("ahead");
        return from.after() < oldest - 1 ? Optional.of("expired") : Optional.empty();
    }
}
