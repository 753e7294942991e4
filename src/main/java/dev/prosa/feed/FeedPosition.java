package dev.prosa.feed;

import java.util.UUID;

/** A place in a feed: after the event {@code seq} of the history {@code epoch}. */
public record FeedPosition(UUID epoch, long seq) {

    /** Another place of the same history. */
    public FeedPosition at(long otherSeq) {
        return new FeedPosition(epoch, otherSeq);
    }
}
