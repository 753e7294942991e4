package dev.prosa.live;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * At most one write in flight: the next frame is asked for when the one before has left. Confined to {@code serial},
 * an executor that runs one task after the other; only there may it be called.
 */
final class Pump<F> {

    private final Supplier<F> source;
    private final Function<F, Uni<Void>> socket;
    private final Consumer<Throwable> broken;
    private final Executor serial;
    private boolean busy;
    private boolean woken;
    private boolean stopped;

    /** @param source the next frame, or null: then {@link #wake} is called when there may be one */
    Pump(Supplier<F> source, Function<F, Uni<Void>> socket, Consumer<Throwable> broken, Executor serial) {
        this.source = source;
        this.socket = socket;
        this.broken = broken;
        this.serial = serial;
    }

    /** There may be something to send. */
    void wake() {
        woken = true;
        if (!busy && !stopped) pump();
    }

    /** A wake-up while the source is being asked makes it ask again; it must neither be lost nor overtake the frame. */
    private void pump() {
        F frame = ask();
        if (frame != null && !stopped) write(frame);
    }

    private F ask() {
        busy = true;
        try {
            return nextOrNull();
        } catch (RuntimeException e) {
            failed(e);
            return null;
        } finally {
            busy = false;
        }
    }

    private F nextOrNull() {
        F frame = null;
        while (frame == null && woken && !stopped) {
            woken = false;
            frame = source.get();
        }
        return frame;
    }

    private void write(F frame) {
        busy = true;
        Uni.createFrom()
                .deferred(() -> socket.apply(frame))
                .emitOn(serial)
                .subscribe()
                .with(done -> written(), this::failed);
    }

    private void written() {
        busy = false;
        wake();
    }

    private void failed(Throwable cause) {
        stopped = true;
        broken.accept(cause);
    }

    boolean isWriting() {
        return busy;
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }
}
