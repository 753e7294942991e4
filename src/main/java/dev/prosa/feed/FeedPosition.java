package dev.prosa.feed;

import java.util.UUID;

/** A position in a feed: after the event {@code seq} of the epoch {@code epoch}. */
public record FeedPosition(UUID epoch, long seq) {

    /** A position of no feed. */
    static final FeedPosition UNKNOWN = new FeedPosition(new UUID(0, 0), 0);

    /** Another position of the same epoch. */
    public FeedPosition at(long otherSeq) {
        return new FeedPosition(epoch, otherSeq);
    }
}
