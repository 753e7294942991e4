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
 * What one client is sent next: replies first, then the next frame of each subscription in turn. Holds a bounded number
 * of replies, and no events. Confined to {@code eventLoop}.
 */
final class SendQueue {

    private final int capacity;
    private final Runnable overflow;
    private final Queue<Frame> replies = new ArrayDeque<>();
    private final Set<Subscription> ready = new LinkedHashSet<>();
    private final FrameWriter<Frame> writer;

    SendQueue(
            int capacity,
            Runnable overflow,
            Function<Frame, Uni<Void>> socket,
            Consumer<Throwable> failed,
            Executor eventLoop) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.writer = new FrameWriter<>(this::next, socket, failed, eventLoop);
    }

    /** Sends it before any events; with one reply too many the overflow is called instead. */
    void reply(Frame frame) {
        if (writer.isStopped()) return;
        if (replies.size() >= capacity) {
            overflow.run();
            return;
        }
        replies.add(frame);
        writer.wake();
    }

    /** This subscription may have something to send. */
    void ready(Subscription subscription) {
        ready.add(subscription);
        writer.wake();
    }

    void remove(Subscription subscription) {
        ready.remove(subscription);
    }

    private Frame next() {
        Frame reply = replies.poll();
        return reply != null ? reply : nextOfSubscriptions();
    }

    /** One that had a frame goes to the end of the queue; one that had none leaves it until it is ready again. */
    private Frame nextOfSubscriptions() {
        while (!ready.isEmpty()) {
            Iterator<Subscription> queue = ready.iterator();
            Subscription first = queue.next();
            queue.remove();
            Frame frame = first.next();
            if (frame != null) {
                if (!first.isClosed()) ready.add(first);
                return frame;
            }
        }
        return null;
    }

    boolean isWriting() {
        return writer.isWriting();
    }

    void stop() {
        writer.stop();
        replies.clear();
        ready.clear();
    }
}
