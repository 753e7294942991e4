package dev.prosa.live;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What one client is to be sent next: answers first, then the subscriptions that may have something, in turn. Holds
 * answers up to a bound and no events at all. Confined to {@code serial}.
 */
final class Outbox {

    private final int capacity;
    private final Runnable overflow;
    private final Queue<Frame> answers = new ArrayDeque<>();
    private final Set<Subscription> ready = new LinkedHashSet<>();
    private final Pump<Frame> pump;

    Outbox(
            int capacity,
            Runnable overflow,
            Function<Frame, Uni<Void>> socket,
            Consumer<Throwable> broken,
            Executor serial) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.pump = new Pump<>(this::next, socket, broken, serial);
    }

    void answer(Frame frame) {
        if (pump.isStopped()) return;
        if (answers.size() >= capacity) {
            overflow.run();
            return;
        }
        answers.add(frame);
        pump.wake();
    }

    /** This subscription may have something to send. */
    void ready(Subscription subscription) {
        ready.add(subscription);
        pump.wake();
    }

    void forget(Subscription subscription) {
        ready.remove(subscription);
    }

    private Frame next() {
        Frame answer = answers.poll();
        return answer != null ? answer : nextOfSubscriptions();
    }

    /** Who had something goes to the end of the line; who had nothing leaves it until it is ready again. */
    private Frame nextOfSubscriptions() {
        while (!ready.isEmpty()) {
            Iterator<Subscription> line = ready.iterator();
            Subscription first = line.next();
            line.remove();
            Frame frame = first.next();
            if (frame != null) {
                if (!first.isClosed()) ready.add(first);
                return frame;
            }
        }
        return null;
    }

    boolean isWriting() {
        return pump.isWriting();
    }

    void stop() {
        pump.stop();
        answers.clear();
        ready.clear();
    }
}
