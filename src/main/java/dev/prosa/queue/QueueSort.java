package dev.prosa.queue;

import java.util.Arrays;
import java.util.Optional;

/** The orders of the queue: the wire's name, the sort key in SQL, and which way it and the id go. */
enum QueueSort {
    LATEST_FIRST("-updatedAt", "c.updated_at", "c.updated_at", "desc", "<"),
    OLDEST_FIRST("updatedAt", "c.updated_at", "c.updated_at", "asc", ">"),
    /** Oldest first; those that wait for nothing last, as all closed ones. */
    LONGEST_WAITING("waitingSince", "coalesce(c.waiting_since, 'infinity')", "'infinity'::timestamptz", "asc", ">");

    private final String wire;
    private final String keyOfActive;
    private final String keyOfClosed;
    private final String direction;
    private final String beyond;

    QueueSort(String wire, String keyOfActive, String keyOfClosed, String direction, String beyond) {
        this.wire = wire;
        this.keyOfActive = keyOfActive;
        this.keyOfClosed = keyOfClosed;
        this.direction = direction;
        this.beyond = beyond;
    }

    static Optional<QueueSort> ofWire(String wire) {
        return Arrays.stream(values()).filter(sort -> sort.wire.equals(wire)).findFirst();
    }

    String key(boolean closed) {
        return closed ? keyOfClosed : keyOfActive;
    }

    /** Which way both the key and the id go. */
    String direction() {
        return direction;
    }

    /** How keys and ids of later rows compare to those of earlier ones. */
    String beyond() {
        return beyond;
    }
}
