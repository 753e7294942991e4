package dev.prosa.concurrent;

import dev.prosa.observability.RedactedThrowable;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that is repeated until it is stopped. At most one run is in flight: the next one starts an interval after the
 * end of the one before, whether that succeeded or failed. Safe for all threads.
 */
public final class PeriodicTask {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);
    /** The shortest delay that a Vert.x timer takes. */
    private static final long AT_ONCE_MS = 1;

    private final Vertx vertx;
    private final Duration interval;
    private final String warning;
    private final Supplier<Uni<?>> work;
    private final AtomicBoolean started = new AtomicBoolean();
    /** The kinds of failure that were logged since the last success. */
    private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;
    private volatile long timer = -1;
    private volatile Cancellable run = () -> {};

    /**
     * @param interval at least 1 ms
     * @param warning what is logged of a failure, before its cause: once for each kind of exception until a run
     * succeeds
     */
    public PeriodicTask(Vertx vertx, Duration interval, String warning, Supplier<Uni<?>> work) {
        this.vertx = vertx;
        this.interval = interval;
        this.warning = warning;
        this.work = work;
    }

    /** One whose work is done when the method returns; the method must not block. */
    public static PeriodicTask ofMethod(Vertx vertx, Duration interval, String warning, Runnable method) {
        return new PeriodicTask(
                vertx, interval, warning, () -> Uni.createFrom().voidItem().invoke(method));
    }

    /** The first run is due after one interval. Starting it again does nothing. */
    public void start() {
        startAfter(interval.toMillis());
    }

    /** The first run is due at once. Starting it again does nothing. */
    public void startNow() {
        startAfter(AT_ONCE_MS);
    }

    private void startAfter(long millis) {
        if (started.compareAndSet(false, true)) schedule(millis);
    }

    private void schedule(long millis) {
        timer = vertx.setTimer(millis, t -> run());
        if (stopped) vertx.cancelTimer(timer);
    }

    private void run() {
        run = Uni.createFrom().deferred(work).subscribe().with(done -> succeeded(), this::failed);
        if (stopped) run.cancel();
    }

    private void succeeded() {
        logged.clear();
        scheduleNext();
    }

    private void failed(Throwable cause) {
        boolean isNew = logged.add(cause.getClass());
        if (isNew && !stopped) LOG.warnf("%s, trying again: %s", warning, RedactedThrowable.inShort(cause));
        scheduleNext();
    }

    private void scheduleNext() {
        if (!stopped) schedule(interval.toMillis());
    }

    /** Cancels the run that is in flight; no other one follows, and nothing is logged any more. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        run.cancel();
    }
}
