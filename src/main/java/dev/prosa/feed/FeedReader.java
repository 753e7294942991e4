package dev.prosa.feed;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Follows feeds on this node: reads each after its cursor, on a hint or when the poll finds it moved. */
@Singleton
public final class FeedReader {

    private final FeedStore store;
    private final Duration timeout;
    private final int pageEvents;
    private final int pageBytes;
    private final FeedMetrics metrics;
    private final Map<FeedId, FollowedFeed> followed = new ConcurrentHashMap<>();
    /** A hint names a feed without its institution. */
    private final Map<UUID, FeedId> hinted = new ConcurrentHashMap<>();

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

    /** Reads on from {@code start} into the sink. A feed is followed once: by the latest that asked for it. */
    public Following follow(FeedId feed, FeedPosition start, FeedSink sink) {
        FeedSink measured = new MeasuredSink(sink, metrics);
        FollowedFeed following = new FollowedFeed(feed, start, p -> read(feed, p), measured, this::forget);
        followed.put(feed, following);
        hinted.put(feed.id(), feed);
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
            hinted.remove(following.feed().id(), following.feed());
        }
    }

    /** A transaction moved the feed with this id. */
    void hint(UUID id) {
        FeedId feed = hinted.get(id);
        FollowedFeed following = feed == null ? null : followed.get(feed);
        if (following == null) return;
        metrics.hinted();
        following.hint();
    }

    /** Hints may have been missed: every followed feed is read. */
    void hintAll() {
        metrics.subscribed();
        followed.values().forEach(FollowedFeed::hint);
    }

    /** Compares where the followed feeds stand with what was read of them, and reads those that differ. */
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
