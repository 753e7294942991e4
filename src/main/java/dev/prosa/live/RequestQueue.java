package dev.prosa.live;

import dev.prosa.observability.RedactedThrowable;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The frames of one client that wait: bounded, and handled one after the other. Confined to {@code eventLoop}. */
final class RequestQueue {

    private static final Logger LOG = Logger.getLogger(RequestQueue.class);

    private final int maxFrames;
    private final int maxCharacters;
    private final Function<String, Uni<Void>> handler;
    private final Executor eventLoop;
    private final Queue<String> waiting = new ArrayDeque<>();
    private int characters;
    private boolean busy;

    RequestQueue(int maxFrames, int maxCharacters, Function<String, Uni<Void>> handler, Executor eventLoop) {
        this.maxFrames = maxFrames;
        this.maxCharacters = maxCharacters;
        this.handler = handler;
        this.eventLoop = eventLoop;
    }

    /** Handles nothing before this has ended. */
    void handleAfter(Uni<Void> first) {
        busy = true;
        first.onTermination()
                .invoke(() -> eventLoop.execute(this::next))
                .subscribe()
                .with(done -> {}, RequestQueue::notHandled);
    }

    private static void notHandled(Throwable cause) {
        LOG.warnf("A frame could not be handled: %s", RedactedThrowable.inShort(cause));
    }

    /** @return false if it exceeds a bound */
    boolean offer(String frame) {
        boolean fits = waiting.size() < maxFrames && characters + frame.length() <= maxCharacters;
        if (!fits) return false;
        waiting.add(frame);
        characters += frame.length();
        if (!busy) next();
        return true;
    }

    private void next() {
        String frame = waiting.poll();
        busy = frame != null;
        if (busy) handle(frame);
    }

    private void handle(String frame) {
        characters -= frame.length();
        handleAfter(Uni.createFrom().deferred(() -> handler.apply(frame)));
    }

    void clear() {
        waiting.clear();
        characters = 0;
    }
}
