package dev.prosa.live;

import dev.prosa.feed.FeedPosition;
import java.util.Optional;

/**
 * That a caller may watch a feed, and where the feed stood in the very snapshot in which it might.
 *
 * @param oldest the seq of the oldest event kept; one above the head if none is
 */
record Right(FeedPosition head, long oldest) {

    /** Why a client cannot go on from there; empty if it can. */
    Optional<String> resyncReason(ClientFrame.Resume from) {
        if (!head.epoch().toString().equals(from.epoch())) return Optional.of("epoch");
        if (from.after() > head.seq()) return Optional.of("ahead");
        return from.after() < oldest - 1 ? Optional.of("expired") : Optional.empty();
    }
}
