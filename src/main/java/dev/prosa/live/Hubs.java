package dev.prosa.live;

import dev.prosa.concurrent.PeriodicTask;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedReader;
import dev.prosa.feed.FeedStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One hub for each feed that is watched on this node. It is opened for the first watcher, with the latest events of the
 * feed, and closed a while after the last watcher has left, so that clients that reconnect find there what they missed.
 */
@Singleton
final class Hubs {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final FeedReader reader;
    private final FeedStore feeds;
    private final LiveConfig config;
    private final Clock clock;
    private final Map<FeedId, Open> open = new ConcurrentHashMap<>();
    private final PeriodicTask sweep;

    /** @param unwatchedSince null while somebody watches */
    private record Open(DepartmentHub hub, FeedReader.Following following, Instant unwatchedSince) {

        Open withUnwatchedSince(Instant since) {
            return new Open(hub, following, since);
        }
    }

    Hubs(FeedReader reader, FeedStore feeds, LiveConfig config, Clock clock, Vertx vertx, LiveMetrics metrics) {
        this.reader = reader;
        this.feeds = feeds;
        this.config = config;
        this.clock = clock;
        this.sweep = PeriodicTask.ofMethod(vertx, SWEEP_INTERVAL, "Idle hubs cannot be closed", this::sweep);
        metrics.hubs(open::size);
    }

    void start(@Observes StartupEvent event) {
        sweep.start();
    }

    void stop(@Observes ShutdownEvent event) {
        sweep.stop();
    }

    /** The hub of this feed, which from now on wakes this watcher. */
    DepartmentHub join(FeedId feed, FeedAccess access, Runnable watcher) {
        return open.compute(feed, (id, there) -> watched(there == null ? start(id, access) : there, watcher))
                .hub();
    }

    private static Open watched(Open there, Runnable watcher) {
        there.hub().watch(watcher);
        return there.withUnwatchedSince(null);
    }

    /**
     * Starts as far back as the ring holds: clients that reconnect after a restart of the node have not missed more.
     */
    private Open start(FeedId feed, FeedAccess access) {
        long start = Math.max(access.oldest() - 1, access.head().seq() - config.ringEvents());
        FrameCutter cutter = new FrameCutter(DepartmentNames.nameOf(feed), config.frameEvents(), config.frameBytes());
        DepartmentHub hub = new DepartmentHub(
                cutter, config.ringEvents(), config.ringBytes(), seq -> log(feed, seq), start, access.head());
        return new Open(hub, reader.follow(feed, access.head().at(start), hub), null);
    }

    Uni<FeedPage> log(FeedId feed, long seq) {
        return feeds.after(feed, seq, config.frameEvents(), config.frameBytes())
                .ifNoItem()
                .after(config.readTimeout())
                .fail();
    }

    void leave(FeedId feed, Runnable watcher) {
        open.computeIfPresent(feed, (id, there) -> left(there, watcher));
    }

    private Open left(Open there, Runnable watcher) {
        there.hub().unwatch(watcher);
        return there.hub().isWatched() ? there : there.withUnwatchedSince(clock.instant());
    }

    private void sweep() {
        Instant since = clock.instant().minus(config.hubLinger());
        open.keySet().forEach(feed -> open.computeIfPresent(feed, (id, there) -> closedIfIdle(there, since)));
    }

    private static Open closedIfIdle(Open there, Instant since) {
        boolean isInUse =
                there.unwatchedSince() == null || there.unwatchedSince().isAfter(since);
        if (!isInUse) there.following().close();
        return isInUse ? there : null;
    }

    int size() {
        return open.size();
    }
}
