package dev.prosa.feed;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Follows feeds on this node: reads each after its cursor when a hint comes, or when the poll finds new events. */
@Singleton
public final class FeedReader {

    private final FeedStore store;
    private final Duration timeout;
    private final int pageEvents;
    private final int pageBytes;
    private final FeedMetrics metrics;
    private final Map<FeedId, FollowedFeed> followed = new ConcurrentHashMap<>();
    /** A hint has only the id of a feed, without its institution. */
    private final Map<UUID, FeedId> feedsById = new ConcurrentHashMap<>();

    /** A feed being followed, until it is closed. */
    public interface Following extends AutoCloseable {
        @Override
        void close();
    }

    @Inject
    FeedReader(FeedStore store, FeedConfig config, FeedMetrics metrics) {
        this(store, config.readTimeout(), config.pageEvents(), config.pageBytes(), metrics);
    }

    FeedReader(FeedStore store, Duration timeout, int pageEvents, int pageBytes, FeedMetrics metrics) {
        this.store = store;
        this.timeout = timeout;
        this.pageEvents = pageEvents;
        this.pageBytes = pageBytes;
        this.metrics = metrics;
        metrics.following(this::size);
    }

    /**
     * Reads the events after {@code start} into the sink. A feed has one sink: the latest call replaces an earlier
     * one.
     */
    public Following follow(FeedId feed, FeedPosition start, FeedSink sink) {
        FeedSink measured = new MeasuredSink(sink, metrics);
        FollowedFeed following = new FollowedFeed(feed, start, p -> read(feed, p), measured, this::forget);
        followed.put(feed, following);
        feedsById.put(feed.id(), feed);
        following.hint();
        return following;
    }

    private Uni<FeedPage> read(FeedId feed, FeedPosition position) {
        long began = System.nanoTime();
        return store.after(feed, position.seq(), pageEvents, pageBytes)
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(() -> metrics.read(since(began)))
                .onFailure()
                .invoke(() -> metrics.notRead(since(began)));
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private void forget(FollowedFeed following) {
        if (followed.remove(following.feed(), following)) {
            feedsById.remove(following.feed().id(), following.feed());
        }
    }

    /** A transaction appended to the feed with this id. */
    void hint(UUID id) {
        FeedId feed = feedsById.get(id);
        FollowedFeed following = feed == null ? null : followed.get(feed);
        if (following == null) return;
        metrics.hinted();
        following.hint();
    }

    /** Reads every followed feed, because hints may have been missed. */
    void hintAll() {
        metrics.subscribed();
        followed.values().forEach(FollowedFeed::hint);
    }

    /** Compares the heads of the followed feeds with what was read of them, and reads the feeds that differ. */
    Uni<Void> poll() {
        if (followed.isEmpty()) {
            metrics.behind(0);
            return Uni.createFrom().voidItem();
        }
        return store.heads(List.copyOf(followed.keySet()))
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(this::compare)
                .replaceWithVoid();
    }

    private void compare(Map<FeedId, FeedPosition> heads) {
        long furthest = 0;
        for (FollowedFeed following : followed.values()) {
            FeedPosition head = heads.get(following.feed());
            if (following.position().equals(head)) continue;
            if (head != null)
                furthest = Math.max(furthest, head.seq() - following.position().seq());
            metrics.foundByPoll();
            following.hint();
        }
        metrics.behind(furthest);
    }

    /** How many feeds are followed on this node. */
    int size() {
        return followed.size();
    }
}
