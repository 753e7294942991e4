package dev.prosa.live;

/** What a hub has for a cursor. */
sealed interface Reading {

    /** The next frame. */
    record Ready(Frame frame) implements Reading {}

    /** Nothing beyond the cursor; whoever waits is woken when there is. */
    record UpToDate() implements Reading {}

    /**
     * It is not here: the ring does not reach back that far, the hub is late, or one of the two belongs to another history.
     * The database knows.
     */
    record Elsewhere() implements Reading {}

    /** The feed fell back to an earlier place of its history: a cursor from before may have seen what is gone. */
    record FellBack() implements Reading {}
}
