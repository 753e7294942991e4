package dev.prosa.live;

import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPosition;
import dev.prosa.feed.FeedReader;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One hub per feed that is watched on this node: it comes with its first watcher and goes with its last. */
@Singleton
final class Hubs {

    private final FeedReader reader;
    private final LiveConfig config;
    private final Map<FeedId, Open> open = new ConcurrentHashMap<>();

    private record Open(DepartmentHub hub, FeedReader.Following following) {}

    Hubs(FeedReader reader, LiveConfig config, LiveMetrics metrics) {
        this.reader = reader;
        this.config = config;
        metrics.hubs(open::size);
    }

    /** The feed's hub, which from now on wakes this watcher; a new one starts at {@code start}. */
    DepartmentHub join(FeedId feed, FeedPosition start, Runnable watcher) {
        return open.compute(feed, (id, there) -> watched(there == null ? start(id, start) : there, watcher))
                .hub();
    }

    private static Open watched(Open there, Runnable watcher) {
        there.hub().watch(watcher);
        return there;
    }

    private Open start(FeedId feed, FeedPosition start) {
        FrameCutter cutter = new FrameCutter(Departments.nameOf(feed), config.frameEvents(), config.frameBytes());
        DepartmentHub hub = new DepartmentHub(cutter, config.ringEvents(), config.ringBytes(), start);
        return new Open(hub, reader.follow(feed, start, hub));
    }

    void leave(FeedId feed, Runnable watcher) {
        open.computeIfPresent(feed, (id, there) -> left(there, watcher));
    }

    private static Open left(Open there, Runnable watcher) {
        there.hub().unwatch(watcher);
        if (there.hub().isWatched()) return there;
        there.following().close();
        return null;
    }

    int size() {
        return open.size();
    }
}
