package dev.prosa.live;

/** What a hub answers to a reader at a position. */
sealed interface ReadResult {

    /** The next frame. */
    record Ready(Frame frame) implements ReadResult {}

    /** Nothing after the position; the watcher is woken when there is. */
    record UpToDate() implements ReadResult {}

    /**
     * The hub does not have the events after the position: they are older than its ring, the hub is late, or one of the
     * two has another epoch. The database knows which.
     */
    record NotBuffered() implements ReadResult {}

    /** The feed went back to an earlier position of the same epoch: the reader may have seen events that are gone. */
    record Rewound() implements ReadResult {}
}
