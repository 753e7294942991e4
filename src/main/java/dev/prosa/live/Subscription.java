package dev.prosa.live;

import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedPosition;
import dev.prosa.live.ReadResult.NotBuffered;
import dev.prosa.live.ReadResult.Ready;
import dev.prosa.live.ReadResult.Rewound;
import dev.prosa.live.SubscriptionState.Closed;
import dev.prosa.live.SubscriptionState.Fetched;
import dev.prosa.live.SubscriptionState.Following;
import dev.prosa.live.SubscriptionState.Reading;
import dev.prosa.live.SubscriptionState.Sending;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One connection's cursor in one feed. It holds no events, except the one frame that it sends next while it reads the
 * log. Confined to its connection's {@code eventLoop}; only {@link #wake} may be called by any thread.
 */
final class Subscription {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final String department;
    private final UUID viewer;
    private final FeedSource source;
    private final SubscriptionListener listener;
    private final Executor eventLoop;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable watcher = this::wake;
    private SubscriptionState state = SubscriptionState.following();
    private DepartmentHub hub;
    private FeedPosition position;
    private boolean caughtUp;
    /** The rewinds of the hub that the client knows of, or that came before it subscribed. */
    private int rewindsSeen;

    /** The head of the feed when the access was last checked: only a later event can revoke it. */
    private long checkedAt;

    Subscription(
            String department,
            UUID viewer,
            FeedPosition start,
            FeedAccess access,
            FeedSource source,
            SubscriptionListener listener,
            Executor eventLoop) {
        this.department = department;
        this.viewer = viewer;
        this.position = start;
        this.checkedAt = access.head().seq();
        this.source = source;
        this.listener = listener;
        this.eventLoop = eventLoop;
    }

    String department() {
        return department;
    }

    /** Up to where events were handed to the socket. */
    FeedPosition position() {
        return position;
    }

    boolean isClosed() {
        return state instanceof Closed;
    }

    /** Joins the hub before the first read: events that come in between wake it. */
    void open() {
        hub = source.join(watcher);
        rewindsSeen = hub.rewinds();
        listener.ready(this);
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) eventLoop.execute(this::onWake);
    }

    /** Clears the flag before it reads, so that events that come during the read wake it again. */
    private void onWake() {
        woken.set(false);
        if (isClosed()) return;
        if (state instanceof Reading reading) reading.wake();
        listener.ready(this);
        listener.behind(hub.last() - position.seq());
    }

    /** The next frame to send, or null: then {@link SubscriptionListener#ready} is called when there may be one. */
    Frame next() {
        if (!(state instanceof Sending)) return null;
        if (!caughtUp && position.seq() >= checkedAt) {
            caughtUp = true;
            return ServerFrames.caughtUp(department, position.seq());
        }
        if (state instanceof Fetched fetched) return next(fetched);
        return state instanceof Following following ? next(following) : null;
    }

    private Frame next(Fetched fetched) {
        state = fetched.taken();
        return deliver(fetched.frame());
    }

    private Frame next(Following following) {
        ReadResult result = hub.after(position, rewindsSeen);
        if (result instanceof Ready ready) return deliver(ready.frame());
        if (result instanceof NotBuffered) readLog(following);
        if (result instanceof Rewound) rewound(following);
        return null;
    }

    private Frame deliver(Frame frame) {
        long revokedAt = frame.revokedAt(viewer, checkedAt);
        if (revokedAt == 0) return advance(frame);
        Frame last = advance(hub.cutter().upTo(frame, revokedAt));
        revoke();
        return last;
    }

    private Frame advance(Frame frame) {
        position = position.at(frame.last());
        listener.delivered(frame.events().size());
        return frame;
    }

    private void readLog(Following following) {
        read(following, Uni.createFrom().deferred(() -> hub.logAfter(position)), this::pageRead);
    }

    private <T> void read(Following following, Uni<T> read, Consumer<T> answered) {
        Reading reading = following.reads();
        state = reading;
        reading.inFlight(read.onFailure(cause -> !(cause instanceof Refused))
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .emitOn(eventLoop)
                .invoke(answered)
                .subscribe()
                .with(done -> {}, this::readFailed));
    }

    /** The caller has no access any more; anything else is a fault of ours, and nothing would wake this again. */
    private void readFailed(Throwable cause) {
        if (cause instanceof Refused) revoke();
        else listener.failed(cause);
    }

    private void pageRead(FeedPage page) {
        if (!(state instanceof Reading reading)) return;
        if (!page.continues(position)) {
            readAccess(reading.answered(), resyncReason(page.head()));
        } else if (!page.events().isEmpty()) {
            state = reading.answered(hub.cutter().cut(page.events()));
            listener.ready(this);
        } else {
            hubIsLate(reading);
        }
    }

    /** The hub wakes this subscription when it gets to the position; it may have done so during the read. */
    private void hubIsLate(Reading reading) {
        state = reading.answered();
        if (reading.wasWoken()) listener.ready(this);
    }

    private String resyncReason(FeedPosition head) {
        if (!head.epoch().equals(position.epoch())) return "epoch";
        return head.seq() < position.seq() ? "ahead" : "expired";
    }

    private void rewound(Following following) {
        rewindsSeen = hub.rewinds();
        readAccess(following, "ahead");
    }

    /**
     * The events that are missing may have revoked the access: so it is read again before the client must
     * resync.
     */
    private void readAccess(Following following, String reason) {
        read(following, source.access(), access -> resync(access, reason));
    }

    private void resync(FeedAccess access, String reason) {
        if (!(state instanceof Reading reading)) return;
        state = reading.answered();
        position = access.head();
        checkedAt = access.head().seq();
        listener.resynced(reason);
        listener.reply(ServerFrames.resync(department, position, reason));
        listener.ready(this);
    }

    private void revoke() {
        if (isClosed()) return;
        close();
        listener.revoked(this);
    }

    void close() {
        if (isClosed()) return;
        if (state instanceof Reading reading) reading.cancel();
        state = state.closed();
        source.leave(watcher);
    }
}
