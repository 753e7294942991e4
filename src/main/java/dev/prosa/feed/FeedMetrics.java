package dev.prosa.feed;

import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** The metrics of the feeds that are followed on this node. */
@Singleton
final class FeedMetrics {

    private static final String WAKE_UPS = "prosa.feed.wakeups";
    private static final String POLLS = "prosa.feed.polls";
    private static final String READS = "prosa.feed.read";

    private final Meters meters;
    private final Clock clock;
    private final Timer lag;
    private final Timer reads;
    private final Timer failedReads;
    private final Counter hints;
    private final Counter foundByPoll;
    private final Counter subscriptions;
    private final Counter polls;
    private final Counter failedPolls;
    private final Counter restarts;
    private final Counter expired;
    private volatile long behind;

    FeedMetrics(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        lag = meters.timer("prosa.feed.lag", "From an event's time to its hand-over to those who watch on this node");
        reads = read("done");
        failedReads = read("failed");
        hints = wakeUp("hint");
        foundByPoll = wakeUp("poll");
        subscriptions = wakeUp("listen");
        polls = poll("done");
        failedPolls = poll("failed");
        restarts =
                meters.counter("prosa.feed.restarts", "restarts", "Followed feeds that restarted at another position");
        expired = meters.counter(
                "prosa.feed.expired", "events", "Events that were deleted because they were older than the retention");
        meters.gauge(
                "prosa.feed.behind",
                "events",
                "How many events the feed furthest behind had not been read",
                () -> behind);
    }

    private Timer read(String result) {
        return meters.timer(READS, "Reads of a feed after a position", "result", result);
    }

    private Counter wakeUp(String cause) {
        return meters.counter(WAKE_UPS, "wakeups", "What asked for a read of a followed feed", "cause", cause);
    }

    private Counter poll(String result) {
        return meters.counter(POLLS, "polls", "Polls of the heads of all followed feeds", "result", result);
    }

    void following(IntSupplier feeds) {
        meters.gauge("prosa.feed.followed", "feeds", "Feeds that are followed on this node", feeds::getAsInt);
    }

    void listening(BooleanSupplier listening) {
        meters.gauge(
                "prosa.feed.listening",
                "connections",
                "1 while LISTEN works; 0: feeds are polled only",
                () -> listening.getAsBoolean() ? 1 : 0);
    }

    void hinted() {
        hints.increment();
    }

    void foundByPoll() {
        foundByPoll.increment();
    }

    /** Hints may have been missed before. */
    void subscribed() {
        subscriptions.increment();
    }

    void polled() {
        polls.increment();
    }

    void notPolled() {
        failedPolls.increment();
        behind = 0;
    }

    /** @param events how far the feed furthest behind was behind at the last poll */
    void behind(long events) {
        behind = events;
    }

    void read(Duration took) {
        reads.record(took);
    }

    void notRead(Duration took) {
        failedReads.record(took);
    }

    void restarted() {
        restarts.increment();
    }

    void expired(long events) {
        expired.increment(events);
    }

    /** The clocks of two nodes may differ: an event from the future counts as no delay. */
    void handedOver(List<FeedEvent> events) {
        for (FeedEvent event : events) {
            Duration age = Duration.between(event.at(), clock.instant());
            lag.record(age.isNegative() ? Duration.ZERO : age);
        }
    }
}
