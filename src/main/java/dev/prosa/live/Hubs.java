package dev.prosa.live;

import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedReader;
import dev.prosa.feed.FeedStore;
import dev.prosa.platform.PeriodicTask;
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
 * One hub per feed that is watched on this node: it comes with its first watcher, with the latest events of the feed, and
 * goes a while after its last, so that clients that come back find there what they missed.
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

    /** @param deserted since when nobody watches; null while somebody does */
    private record Open(DepartmentHub hub, FeedReader.Following following, Instant deserted) {

        Open deserted(Instant since) {
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

    /** The feed's hub, which from now on wakes this watcher. */
    DepartmentHub join(FeedId feed, Right right, Runnable watcher) {
        return open.compute(feed, (id, there) -> watched(there == null ? start(id, right) : there, watcher))
                .hub();
    }

    private static Open watched(Open there, Runnable watcher) {
        there.hub().watch(watcher);
        return there.deserted(null);
    }

    /** As far back as the ring holds: whoever comes back to a node that was started again was not away for longer. */
    private Open start(FeedId feed, Right right) {
        long start = Math.max(right.oldest() - 1, right.head().seq() - config.ringEvents());
        FrameCutter cutter = new FrameCutter(Departments.nameOf(feed), config.frameEvents(), config.frameBytes());
        DepartmentHub hub = new DepartmentHub(
                cutter, config.ringEvents(), config.ringBytes(), seq -> log(feed, seq), start, right.head());
        return new Open(hub, reader.follow(feed, right.head().at(start), hub), null);
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
        return there.hub().isWatched() ? there : there.deserted(clock.instant());
    }

    private void sweep() {
        Instant since = clock.instant().minus(config.hubLinger());
        open.keySet().forEach(feed -> open.computeIfPresent(feed, (id, there) -> kept(there, since)));
    }

    private static Open kept(Open there, Instant since) {
        boolean stays = there.deserted() == null || there.deserted().isAfter(since);
        if (!stays) there.following().close();
        return stays ? there : null;
    }

    int size() {
        return open.size();
    }
}
