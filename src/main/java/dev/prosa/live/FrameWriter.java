package dev.prosa.live;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has at most one write in flight: it asks for the next frame when the one before has left. Confined to
 * {@code eventLoop}, an executor that runs one task after the other.
 */
final class FrameWriter<F> {

    private final Supplier<F> source;
    private final Function<F, Uni<Void>> socket;
    private final Consumer<Throwable> failed;
    private final Executor eventLoop;
    private State state = State.IDLE;
    private boolean woken;

    private enum State {
        IDLE,
        ASKING,
        WRITING,
        STOPPED
    }

    /**
     * @param source the next frame, or null: then {@link #wake} is called when there may be one
     * @param failed called once, when a write or the source fails; nothing is written after it
     */
    FrameWriter(Supplier<F> source, Function<F, Uni<Void>> socket, Consumer<Throwable> failed, Executor eventLoop) {
        this.source = source;
        this.socket = socket;
        this.failed = failed;
        this.eventLoop = eventLoop;
    }

    /** There may be something to send. */
    void wake() {
        woken = true;
        if (state == State.IDLE) askAndWrite();
    }

    private void askAndWrite() {
        state = State.ASKING;
        try {
            F frame = nextOrNull();
            if (state == State.ASKING) write(frame);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** A wake-up while the source is asked makes it ask again: it must neither be lost nor overtake the frame. */
    private F nextOrNull() {
        F frame = null;
        while (frame == null && woken && state == State.ASKING) {
            woken = false;
            frame = source.get();
        }
        return frame;
    }

    private void write(F frame) {
        state = frame == null ? State.IDLE : State.WRITING;
        if (frame == null) return;
        Uni.createFrom()
                .deferred(() -> socket.apply(frame))
                .emitOn(eventLoop)
                .subscribe()
                .with(done -> written(), this::failed);
    }

    private void written() {
        if (state == State.STOPPED) return;
        state = State.IDLE;
        wake();
    }

    private void failed(Throwable cause) {
        if (state == State.STOPPED) return;
        state = State.STOPPED;
        failed.accept(cause);
    }

    boolean isWriting() {
        return state == State.WRITING;
    }

    boolean isStopped() {
        return state == State.STOPPED;
    }

    void stop() {
        state = State.STOPPED;
    }
}
