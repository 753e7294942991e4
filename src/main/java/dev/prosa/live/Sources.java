package dev.prosa.live;

import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.access.Credentials;
import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.LiveStore.Sight;
import dev.prosa.live.LiveStore.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where connections read: the hub of a feed, the right to it, and what is known of a caller. No read
 * takes longer than {@code readTimeout}: a database that does not answer fails it with a TimeoutException.
 */
@Singleton
final class Sources {

    private final Hubs hubs;
    private final LiveStore store;
    private final Credentials credentials;
    private final LiveConfig config;

    Sources(Hubs hubs, LiveStore store, Credentials credentials, LiveConfig config) {
        this.hubs = hubs;
        this.store = store;
        this.credentials = credentials;
        this.config = config;
    }

    /** Who presents this credential; refused with UNAUTHORIZED if nobody does. */
    Uni<AuthenticatedCaller> admit(String credential) {
        return timely(() -> credentials.admit(credential));
    }

    /** What each of these sees; {@code known} names for each the {@link Sight#hash} that is known, or is empty. */
    Uni<Map<Viewer, Sight>> sights(Map<Viewer, String> known) {
        return timely(() -> store.sights(known));
    }

    Uni<Right> right(Caller caller, FeedId feed) {
        return timely(() -> store.right(caller, feed));
    }

    Subscription.Source of(Caller caller, FeedId feed, Right right) {
        return new Subscription.Source(
                watcher -> hubs.join(feed, right, watcher),
                watcher -> hubs.leave(feed, watcher),
                () -> right(caller, feed));
    }

    private <T> Uni<T> timely(Supplier<Uni<? extends T>> read) {
        return Uni.createFrom()
                .deferred(read)
                .ifNoItem()
                .after(config.readTimeout())
                .fail();
    }
}
