package dev.prosa.live;

import dev.prosa.observability.RedactedThrowable;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The frames of one client, handled one after the other, with bounds on those that wait. Confined to {@code serial}. */
final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final int maxFrames;
    private final int maxCharacters;
    private final Function<String, Uni<Void>> handler;
    private final Executor serial;
    private final Queue<String> waiting = new ArrayDeque<>();
    private int characters;
    private boolean busy;

    Inbox(int maxFrames, int maxCharacters, Function<String, Uni<Void>> handler, Executor serial) {
        this.maxFrames = maxFrames;
        this.maxCharacters = maxCharacters;
        this.handler = handler;
        this.serial = serial;
    }

    /** Nothing is handled before this is done. */
    void after(Uni<Void> first) {
        busy = true;
        first.onTermination()
                .invoke(() -> serial.execute(this::next))
                .subscribe()
                .with(done -> {}, Inbox::notHandled);
    }

    private static void notHandled(Throwable cause) {
        LOG.warnf("A frame could not be handled: %s", RedactedThrowable.inShort(cause));
    }

    /** @return false if there is no room for it */
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
        after(Uni.createFrom().deferred(() -> handler.apply(frame)));
    }

    void clear() {
        waiting.clear();
        characters = 0;
    }
}
