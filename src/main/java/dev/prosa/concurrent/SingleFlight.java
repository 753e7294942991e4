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

/** One look at a time for all who ask, with a pause in between, however many ask; for any thread. */
public final class SingleFlight<T> {

    private final Supplier<Uni<? extends T>> look;
    private final Duration pause;
    private final Clock clock;
    private Uni<T> next;
    private Instant looked = Instant.EPOCH;

    public SingleFlight(Supplier<Uni<? extends T>> look, Duration pause, Clock clock) {
        this.look = look;
        this.pause = pause;
        this.clock = clock;
    }

    /** What the look that is due or in flight finds; each who asked goes on where it began. */
    public Uni<T> next() {
        return shared().emitOn(whereItIsAsked());
    }

    /** Looks beside what goes on meanwhile, unless a look is due or in flight. */
    public void beside() {
        if (isIdle()) shared().subscribe().with(found -> {}, fault -> {});
    }

    private synchronized boolean isIdle() {
        return next == null;
    }

    /** One that comes to nothing is followed by another one in the same time. */
    private synchronized Uni<T> shared() {
        if (next == null)
            next = waited().chain(look)
                    .onTermination()
                    .invoke(this::looked)
                    .memoize()
                    .indefinitely();
        return next;
    }

    private Uni<Void> waited() {
        Duration since = Duration.between(looked, clock.instant());
        Uni<Void> now = Uni.createFrom().voidItem();
        if (since.compareTo(pause) >= 0) return now;
        // a clock that was set back must not make the pause longer
        return now.onItem().delayIt().by(since.isNegative() ? pause : pause.minus(since));
    }

    private synchronized void looked() {
        next = null;
        looked = clock.instant();
    }

    private static Executor whereItIsAsked() {
        Context here = Vertx.currentContext();
        return here == null ? Runnable::run : MutinyHelper.executor(here);
    }
}
