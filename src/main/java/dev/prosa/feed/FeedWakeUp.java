package dev.prosa.feed;

import dev.prosa.concurrent.PeriodicTask;
import dev.prosa.database.DatabasePool;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Wakes the reader: by hints while LISTEN works, and always by a poll. */
@Singleton
final class FeedWakeUp {

    private final FeedReader reader;
    private final FeedMetrics metrics;
    private final FeedListener listener;
    private final PeriodicTask poll;
    private final PeriodicTask listenerCheck;

    /** @param pool made first, because its options are those of the listening connection */
    FeedWakeUp(
            Vertx vertx, FeedReader reader, FeedConfig config, DatabasePool options, Pool pool, FeedMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
        pool.getDelegate();
        this.listener = new FeedListener(vertx, options.options(), reader::hint, reader::hintAll);
        Duration interval = config.pollInterval();
        this.poll = new PeriodicTask(vertx, interval, "Feeds cannot be polled", this::poll);
        this.listenerCheck =
                PeriodicTask.ofMethod(vertx, interval, "The LISTEN connection cannot be checked", listener::check);
        metrics.listening(() -> listener.connection() != null);
    }

    void start(@Observes StartupEvent event) {
        listener.open();
        listenerCheck.start();
        poll.start();
    }

    private Uni<Void> poll() {
        return Uni.createFrom()
                .deferred(reader::poll)
                .invoke(metrics::polled)
                .onFailure()
                .invoke(metrics::notPolled);
    }

    void stop(@Observes ShutdownEvent event) {
        poll.stop();
        listenerCheck.stop();
        listener.close();
    }
}
