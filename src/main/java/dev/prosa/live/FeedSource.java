package dev.prosa.live;

import io.smallrye.mutiny.Uni;

/** Where one subscription reads events and the caller's access. */
interface FeedSource {

    /** The hub of the feed, which from now on wakes this watcher. */
    DepartmentHub join(Runnable watcher);

    void leave(Runnable watcher);

    /** Refused with NOT_FOUND if the caller has no access any more. */
    Uni<FeedAccess> access();
}
