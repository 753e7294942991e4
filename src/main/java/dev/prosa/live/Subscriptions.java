package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The subscriptions of one connection, at most one for each feed. Confined to {@code eventLoop}. */
final class Subscriptions implements SubscriptionListener {

    private final Caller caller;
    private final LiveReads reads;
    private final SendQueue sendQueue;
    private final Executor eventLoop;
    private final int max;
    private final Owner owner;
    private final LiveMetrics metrics;
    private final Map<String, Subscription> open = new LinkedHashMap<>();

    /** The connection. */
    interface Owner {

        /** Whether a subscription may still start. */
        boolean isServing();

        /** The client is so many events behind in one feed. */
        void behind(long events);

        /** The caller has lost its access to a feed. */
        void accessRevoked();

        /** A subscription cannot go on, by a fault of ours. */
        void failed(Throwable cause);
    }

    Subscriptions(
            Caller caller,
            LiveReads reads,
            SendQueue sendQueue,
            Executor eventLoop,
            int max,
            Owner owner,
            LiveMetrics metrics) {
        this.caller = caller;
        this.reads = reads;
        this.sendQueue = sendQueue;
        this.eventLoop = eventLoop;
        this.max = max;
        this.owner = owner;
        this.metrics = metrics;
    }

    /** Whether one to this feed would be one too many. */
    boolean isFull(FeedId feed) {
        return open.size() >= max && !open.containsKey(DepartmentNames.nameOf(feed));
    }

    /**
     * Starts after the client's position if that is possible, else at the head; replaces an earlier subscription to the
     * feed. Does nothing if the connection has left while the access was read.
     */
    void start(FeedId feed, ClientFrame.Resume from, FeedAccess access) {
        if (!owner.isServing()) return;
        String department = DepartmentNames.nameOf(feed);
        Optional<String> resync = Optional.ofNullable(from).flatMap(access::resyncReason);
        boolean resumes = from != null && resync.isEmpty();
        FeedPosition start = resumes ? access.head().at(from.after()) : access.head();
        stop(department);
        resync.ifPresent(metrics::resynced);
        sendQueue.reply(resync.map(reason -> ServerFrames.resync(department, start, reason))
                .orElseGet(() -> ServerFrames.subscribed(department, start)));
        FeedSource source = reads.source(caller, feed, access);
        open(new Subscription(department, caller.id(), start, access, source, this, eventLoop));
    }

    private void open(Subscription subscription) {
        open.put(subscription.department(), subscription);
        metrics.subscribed();
        subscription.open();
    }

    void stop(String department) {
        Subscription subscription = open.remove(department);
        if (subscription == null) return;
        metrics.unsubscribed();
        subscription.close();
        sendQueue.remove(subscription);
    }

    void stopAll() {
        List.copyOf(open.keySet()).forEach(this::stop);
    }

    /** The seq up to which each feed was sent. */
    Map<String, Long> positions() {
        Map<String, Long> positions = new LinkedHashMap<>();
        open.forEach((department, subscription) ->
                positions.put(department, subscription.position().seq()));
        return positions;
    }

    @Override
    public void reply(Frame frame) {
        sendQueue.reply(frame);
    }

    @Override
    public void ready(Subscription subscription) {
        sendQueue.ready(subscription);
    }

    @Override
    public void revoked(Subscription subscription) {
        stop(subscription.department());
        sendQueue.reply(ServerFrames.unsubscribed(subscription.department(), "forbidden"));
        owner.accessRevoked();
    }

    @Override
    public void delivered(int events) {
        metrics.delivered(events);
    }

    @Override
    public void resynced(String reason) {
        metrics.resynced(reason);
    }

    @Override
    public void failed(Throwable cause) {
        owner.failed(cause);
    }

    @Override
    public void behind(long events) {
        owner.behind(events);
    }
}
