package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** The subscriptions of one connection, at most one per feed. Confined to {@code serial}. */
final class Subscriptions {

    private final Caller caller;
    private final Sources sources;
    private final Outbox outbox;
    private final Executor serial;
    private final int max;
    private final Notices notices;
    private final LiveMetrics metrics;
    private final Map<String, Subscription> open = new LinkedHashMap<>();
    private boolean stopped;

    /**
     * What the connection is told of its subscriptions.
     *
     * @param behind by how many events one is behind what there is for it
     * @param forbidden that a right has ended
     */
    record Notices(LongConsumer behind, Runnable forbidden) {}

    Subscriptions(
            Caller caller,
            Sources sources,
            Outbox outbox,
            Executor serial,
            int max,
            Notices notices,
            LiveMetrics metrics) {
        this.caller = caller;
        this.sources = sources;
        this.outbox = outbox;
        this.serial = serial;
        this.max = max;
        this.notices = notices;
        this.metrics = metrics;
    }

    /** Whether there is no room for one to this feed. */
    boolean isFull(FeedId feed) {
        return open.size() >= max && !open.containsKey(Departments.nameOf(feed));
    }

    /** Starts where the client left off if it can go on from there, else at the head; replaces an earlier one. */
    void start(FeedId feed, ClientFrame.Resume from, Right right) {
        if (stopped) return;
        String department = Departments.nameOf(feed);
        Optional<String> resync = Optional.ofNullable(from).flatMap(right::resyncReason);
        boolean resumes = from != null && resync.isEmpty();
        FeedPosition start = resumes ? new FeedPosition(right.head().epoch(), from.after()) : right.head();
        stop(department);
        resync.ifPresent(metrics::resynced);
        outbox.answer(resync.map(reason -> ServerFrames.resync(department, start, reason))
                .orElseGet(() -> ServerFrames.subscribed(department, start)));
        open(department, subscription(feed, start, right));
    }

    private Subscription subscription(FeedId feed, FeedPosition start, Right right) {
        Subscription.Source source = sources.of(caller, feed, right);
        Subscription.Line line =
                new Subscription.Line(outbox::answer, outbox::ready, this::forbidden, notices.behind(), metrics);
        return new Subscription(Departments.nameOf(feed), caller.id(), start, right, source, line, serial);
    }

    private void open(String department, Subscription subscription) {
        open.put(department, subscription);
        metrics.subscribed();
        subscription.open();
    }

    private void forbidden(Subscription subscription) {
        stop(subscription.department());
        outbox.answer(ServerFrames.unsubscribed(subscription.department(), "forbidden"));
        notices.forbidden().run();
    }

    void stop(String department) {
        Subscription subscription = open.remove(department);
        if (subscription == null) return;
        metrics.unsubscribed();
        subscription.close();
        outbox.forget(subscription);
    }

    /** For good: what was asked before and is answered after it starts nothing. */
    void stopAll() {
        stopped = true;
        List.copyOf(open.keySet()).forEach(this::stop);
    }

    /** Up to where each feed was sent. */
    Map<String, Long> positions() {
        Map<String, Long> positions = new LinkedHashMap<>();
        open.forEach((department, subscription) ->
                positions.put(department, subscription.position().seq()));
        return positions;
    }
}
