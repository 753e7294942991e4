package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPosition;
import dev.prosa.feed.FeedStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where subscriptions read: the hub of their feed, the log behind it, and the right to it. */
@Singleton
final class Sources {

    private final Hubs hubs;
    private final FeedStore feeds;
    private final LiveStore store;
    private final LiveConfig config;

    Sources(Hubs hubs, FeedStore feeds, LiveStore store, LiveConfig config) {
        this.hubs = hubs;
        this.feeds = feeds;
        this.store = store;
        this.config = config;
    }

    Uni<List<ServerFrames.Department>> departments(Caller caller) {
        return store.departments(caller);
    }

    Uni<Map<LiveStore.Viewer, String>> sights(Collection<LiveStore.Viewer> viewers) {
        return store.sights(viewers);
    }

    Uni<Right> right(Caller caller, FeedId feed) {
        return store.right(caller, feed);
    }

    /** @param head where the hub starts if this is the first to watch the feed */
    Subscription.Source of(Caller caller, FeedId feed, FeedPosition head) {
        return new Subscription.Source(
                watcher -> hubs.join(feed, head, watcher),
                watcher -> hubs.leave(feed, watcher),
                position -> feeds.after(feed, position.seq(), config.frameEvents(), config.frameBytes()),
                () -> store.right(caller, feed));
    }
}
