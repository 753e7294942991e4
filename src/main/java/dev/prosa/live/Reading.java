package dev.prosa.live;

/** What a hub has for a cursor. */
sealed interface Reading {

    /** The next frame. */
    record Ready(Frame frame) implements Reading {}

    /** Nothing beyond the cursor; whoever waits is woken when there is. */
    record UpToDate() implements Reading {}

    /** The cursor is beyond all that is here: the hub is late, or what the cursor has seen is gone. */
    record Ahead() implements Reading {}

    /** The feed fell back to an earlier place of its history: a cursor from before may have seen what is gone. */
    record FellBack() implements Reading {}

    /** The ring does not reach back that far: the database may. */
    record Behind() implements Reading {}

    /** The feed is no longer the one this cursor belongs to. */
    record Restarted() implements Reading {}
}
