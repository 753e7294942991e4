package dev.prosa.conversation;

import java.util.Arrays;
import java.util.Optional;

/** The orders of the queue: the wire's name, the sort key in SQL, and which way it and the id go. */
enum QueueSort {
    LATEST_FIRST("-updatedAt", "c.updated_at", "desc", "<"),
    OLDEST_FIRST("updatedAt", "c.updated_at", "asc", ">"),
    /** Oldest first; those that wait for nothing last. */
    LONGEST_WAITING("waitingSince", "coalesce(c.waiting_since, 'infinity')", "asc", ">");

    private final String wire;
    private final String key;
    private final String direction;
    private final String beyond;

    QueueSort(String wire, String key, String direction, String beyond) {
        this.wire = wire;
        this.key = key;
        this.direction = direction;
        this.beyond = beyond;
    }

    static Optional<QueueSort> ofWire(String wire) {
        return Arrays.stream(values()).filter(sort -> sort.wire.equals(wire)).findFirst();
    }

    String key() {
        return key;
    }

    String orderBy() {
        return key + " " + direction + ", c.id " + direction;
    }

    /** Rows that come after the one with this key and id. */
    String after(String keyParameter, String idParameter) {
        return "(" + key + ", c.id) " + beyond + " (" + keyParameter + ", " + idParameter + ")";
    }
}
