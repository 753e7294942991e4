package dev.prosa.live;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The frames of one client, handled one after the other, with a bound on those that wait. Confined to {@code serial}. */
final class Inbox {

    private final int capacity;
    private final Function<String, Uni<Void>> handler;
    private final Executor serial;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean busy;

    /** @param handler its Uni never fails */
    Inbox(int capacity, Function<String, Uni<Void>> handler, Executor serial) {
        this.capacity = capacity;
        this.handler = handler;
        this.serial = serial;
    }

    /** Nothing is handled before this is done. */
    void after(Uni<Void> first) {
        busy = true;
        first.subscribe().with(done -> serial.execute(this::next), cause -> {});
    }

    /** @return false if there is no room for it */
    boolean offer(String frame) {
        if (waiting.size() >= capacity) return false;
        waiting.add(frame);
        if (!busy) next();
        return true;
    }

    private void next() {
        String frame = waiting.poll();
        busy = frame != null;
        if (busy) after(handler.apply(frame));
    }

    void clear() {
        waiting.clear();
    }
}
