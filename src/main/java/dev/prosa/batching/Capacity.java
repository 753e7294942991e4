package dev.prosa.batching;

import java.util.concurrent.atomic.AtomicInteger;

/** How many items may wait on this node, whatever they are. */
public final class Capacity {

    private final AtomicInteger places;

    public Capacity(int places) {
        this.places = new AtomicInteger(places);
    }

    /** All of them, or none. */
    boolean reserve(int wanted) {
        int left = places.get();
        while (left >= wanted) {
            if (places.compareAndSet(left, left - wanted)) return true;
            left = places.get();
        }
        return false;
    }

    public int left() {
        return places.get();
    }

    void giveBack() {
        places.incrementAndGet();
    }
}
