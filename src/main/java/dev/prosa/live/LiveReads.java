package dev.prosa.live;

import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.access.Credentials;
import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What connections read: credentials, access, departments, and feeds by their hubs. Every read fails with a
 * TimeoutException if the database does not answer within {@code readTimeout}.
 */
@Singleton
public final class LiveReads {

    private final Hubs hubs;
    private final LiveStore store;
    private final Credentials credentials;
    private final LiveConfig config;

    LiveReads(Hubs hubs, LiveStore store, Credentials credentials, LiveConfig config) {
        this.hubs = hubs;
        this.store = store;
        this.credentials = credentials;
        this.config = config;
    }

    /** The caller with this credential; refused with UNAUTHORIZED if it is not valid. */
    Uni<AuthenticatedCaller> admit(String credential) {
        return timely(() -> credentials.admit(credential));
    }

    /** What this viewer sees, with the departments; null if it has no access. */
    Uni<VisibleDepartments> visibleDepartments(Viewer viewer) {
        return visibleDepartments(Map.of(viewer, "")).map(visible -> visible.get(viewer));
    }

    /** @param known the {@link VisibleDepartments#hash} that is known of each viewer, or empty */
    Uni<Map<Viewer, VisibleDepartments>> visibleDepartments(Map<Viewer, String> known) {
        return timely(() -> store.visibleDepartments(known));
    }

    public Uni<FeedAccess> access(Caller caller, FeedId feed) {
        return timely(() -> store.access(caller, feed));
    }

    FeedSource source(Caller caller, FeedId feed, FeedAccess access) {
        return new HubSource(this, caller, feed, access);
    }

    /** @param granted the access with which the subscription begins */
    private record HubSource(LiveReads reads, Caller caller, FeedId feed, FeedAccess granted) implements FeedSource {

        @Override
        public DepartmentHub join(Runnable watcher) {
            return reads.hubs.join(feed, granted, watcher);
        }

        @Override
        public void leave(Runnable watcher) {
            reads.hubs.leave(feed, watcher);
        }

        @Override
        public Uni<FeedAccess> access() {
            return reads.access(caller, feed);
        }
    }

    private <T> Uni<T> timely(Supplier<Uni<? extends T>> read) {
        return Uni.createFrom()
                .deferred(read)
                .ifNoItem()
                .after(config.readTimeout())
                .fail();
    }
}
