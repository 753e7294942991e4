package dev.prosa.feed;

import dev.prosa.observability.RedactedThrowable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Wakes the reader: by hints while the database can be listened to, by the poll always. */
@Singleton
final class FeedWakeUp {

    private static final Logger LOG = Logger.getLogger(FeedWakeUp.class);

    private final Vertx vertx;
    private final FeedReader reader;
    private final FeedMetrics metrics;
    private final long pollMillis;
    private final FeedListener listener;
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile boolean failing;
    private volatile long timer;

    /** @param pool made first, because its options are those of the listening connection */
    FeedWakeUp(
            Vertx vertx, FeedReader reader, FeedConfig config, DatabasePool options, Pool pool, FeedMetrics metrics) {
        this.vertx = vertx;
        this.reader = reader;
        this.metrics = metrics;
        this.pollMillis = config.pollInterval().toMillis();
        pool.getDelegate();
        this.listener = new FeedListener(vertx, options.options(), reader::hint, reader::hintAll);
        metrics.listening(() -> listener.connection() != null);
    }

    void start(@Observes StartupEvent event) {
        listener.open();
        timer = vertx.setPeriodic(pollMillis, t -> tick());
    }

    private void tick() {
        listener.check();
        if (polling.compareAndSet(false, true)) {
            Uni.createFrom()
                    .deferred(reader::poll)
                    .onTermination()
                    .invoke(() -> polling.set(false))
                    .subscribe()
                    .with(v -> answered(), this::failed);
        }
    }

    private void answered() {
        failing = false;
        metrics.polled();
    }

    private void failed(Throwable cause) {
        if (!failing) LOG.warnf("Feeds cannot be polled, trying again: %s", RedactedThrowable.inShort(cause));
        failing = true;
        metrics.notPolled();
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        listener.close();
    }
}
