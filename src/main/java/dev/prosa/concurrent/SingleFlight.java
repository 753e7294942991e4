package dev.prosa.concurrent;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Does the same work once for all who ask while it is due or under way, and not again before a pause has passed, however
 * many ask. For any thread.
 */
public final class SingleFlight<T> {

    private final Supplier<Uni<? extends T>> work;
    private final Duration pause;
    private final Clock clock;
    private Uni<T> get;
    private Instant ended = Instant.EPOCH;

    public SingleFlight(Supplier<Uni<? extends T>> work, Duration pause, Clock clock) {
        this.work = work;
        this.pause = pause;
        this.clock = clock;
    }

    /** The result of the work that is due or under way; each caller goes on where it asked. */
    public Uni<T> get() {
        return shared().emitOn(callersContext());
    }

    /** Begins the work, unless it is due or under way, and waits for nothing. */
    public void refreshInBackground() {
        if (isIdle()) shared().subscribe().with(found -> {}, fault -> {});
    }

    private synchronized boolean isIdle() {
        return get == null;
    }

    /** Work that failed is followed by other work after the same pause. */
    private synchronized Uni<T> shared() {
        if (get == null)
            get = pause().chain(work)
                    .onTermination()
                    .invoke(this::ended)
                    .memoize()
                    .indefinitely();
        return get;
    }

    private Uni<Void> pause() {
        Duration since = Duration.between(ended, clock.instant());
        Uni<Void> now = Uni.createFrom().voidItem();
        if (since.compareTo(pause) >= 0) return now;
        // a clock that was set back must not make the pause longer
        return now.onItem().delayIt().by(since.isNegative() ? pause : pause.minus(since));
    }

    private synchronized void ended() {
        get = null;
        ended = clock.instant();
    }

    private static Executor callersContext() {
        Context here = Vertx.currentContext();
        return here == null ? Runnable::run : MutinyHelper.executor(here);
    }
}
