package dev.prosa.live;

/** What a hub has for a cursor. */
sealed interface Reading {

    /** The next frame. */
    record Ready(Frame frame) implements Reading {}

    /** Nothing beyond the cursor; whoever waits is woken when there is. */
    record UpToDate() implements Reading {}

    /** The ring does not reach back that far: the database may. */
    record Behind() implements Reading {}

    /** The feed is no longer the one this cursor belongs to. */
    record Restarted() implements Reading {}
}
