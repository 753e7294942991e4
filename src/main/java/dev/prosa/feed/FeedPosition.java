package dev.prosa.feed;

import java.util.UUID;

/** A place in a feed: after the event {@code seq} of the history {@code epoch}. */
public record FeedPosition(UUID epoch, long seq) {}
