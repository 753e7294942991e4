package dev.prosa.live;

import static dev.prosa.live.Events.EPOCH;
import static dev.prosa.live.Events.at;
import static dev.prosa.live.Events.event;
import static dev.prosa.live.Events.events;
import static dev.prosa.live.Events.page;
import static dev.prosa.live.Events.revocation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedPosition;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final UUID AGENT = UUID.randomUUID();

    private final Recorder listener = new Recorder();
    private final List<Long> logReads = new ArrayList<>();
    private final DepartmentHub hub = hubFrom(10);
    private UniEmitter<? super FeedPage> logRead;
    private UniEmitter<? super FeedAccess> accessRead;

    private Subscription subscription(long after) {
        return subscription(after, 10);
    }

    /** One that starts at this head. */
    private Subscription subscriptionAt(long head) {
        return subscription(head, head);
    }

    private Subscription subscription(long after, long head) {
        return subscription(hub, after, head);
    }

    private Subscription subscription(DepartmentHub hub, long after, long head) {
        Subscription subscription = new Subscription(
                "triage", AGENT, at(after), new FeedAccess(at(head), 1), new HubSource(hub), listener, Runnable::run);
        subscription.open();
        return subscription;
    }

    private final class HubSource implements FeedSource {
        private final DepartmentHub hub;

        HubSource(DepartmentHub hub) {
            this.hub = hub;
        }

        @Override
        public DepartmentHub join(Runnable watcher) {
            hub.watch(watcher);
            return hub;
        }

        @Override
        public void leave(Runnable watcher) {
            hub.unwatch(watcher);
        }

        @Override
        public Uni<FeedAccess> access() {
            return Uni.createFrom().emitter(emitter -> accessRead = emitter);
        }
    }

    /** Records all calls. */
    private static final class Recorder implements SubscriptionListener {
        private final List<Frame> replies = new ArrayList<>();
        private final List<Subscription> revoked = new ArrayList<>();
        private final List<Long> lags = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();
        private int readied;

        @Override
        public void reply(Frame frame) {
            replies.add(frame);
        }

        @Override
        public void ready(Subscription subscription) {
            readied++;
        }

        @Override
        public void revoked(Subscription subscription) {
            revoked.add(subscription);
        }

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }

        @Override
        public void delivered(int events) {
            // what is sent is what next() returns
        }

        @Override
        public void resynced(String reason) {
            // the reply has the reason
        }

        @Override
        public void behind(long events) {
            lags.add(events);
        }
    }

    private Uni<FeedPage> readLog(long seq) {
        logReads.add(seq);
        return Uni.createFrom().emitter(emitter -> logRead = emitter);
    }

    @Test
    void subscription_atTheHead_isCaughtUpOnce() {
        Subscription subscription = subscription(10);
        assertThat(subscription.next().text()).contains("caughtUp").contains(":10");
        assertThat(subscription.next()).isNull();
    }

    @Test
    void newEvents_areGathered_inOneFrame() {
        Subscription subscription = subscription(10);
        subscription.next();
        int before = listener.readied;
        hub.events(List.of(event(11)));
        hub.events(List.of(event(12)));
        assertThat(listener.readied).isGreaterThan(before);
        assertThat(subscription.next().text()).contains("[{\"seq\":11},{\"seq\":12}]");
        assertThat(subscription.position()).isEqualTo(at(12));
    }

    @Test
    void subscriptions_atOneCursor_shareOneFrame() {
        Subscription one = subscription(10);
        Subscription two = subscription(10);
        one.next();
        two.next();
        hub.events(events(11, 12));
        assertThat(one.next()).isSameAs(two.next());
    }

    @Test
    void subscription_behindTheRing_readsTheLogPageByPage() {
        Subscription subscription = subscription(3);
        assertThat(subscription.next()).isNull();
        assertThat(subscription.next()).isNull();
        assertThat(logReads).containsExactly(3L);
        logRead.complete(page(10, events(4, 6)));
        assertThat(subscription.next().text()).contains("\"seq\":4").contains("\"seq\":6");
        subscription.next();
        logRead.complete(page(10, events(7, 10)));
        assertThat(subscription.next().text()).contains("\"seq\":10");
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(logReads).containsExactly(3L, 6L);
    }

    @Test
    void logPage_thatCannotBeCut_endsTheConnection() {
        subscription(3).next();
        logRead.complete(new FeedPage(at(10), null));
        assertThat(listener.failures).hasSize(1);
    }

    @Test
    void wakeUp_duringALogRead_isNotLost() {
        Subscription subscription = subscription(9);
        subscription.next();
        hub.events(List.of(event(11)));
        assertThat(subscription.next()).isNull();
        int before = listener.readied;
        logRead.complete(page(11, List.of(event(10))));
        assertThat(listener.readied).isGreaterThan(before);
        assertThat(subscription.next().text()).contains("\"seq\":10");
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(subscription.next().text()).contains("\"seq\":11");
    }

    @Test
    void revocation_isTheLastEvent() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(List.of(event(11), Events.revocation(12, AGENT), event(13)));
        assertThat(subscription.next().text()).endsWith("[{\"seq\":11},{\"seq\":12}]}");
        assertThat(listener.revoked).containsExactly(subscription);
        assertThat(subscription.next()).isNull();
        assertThat(hub.isWatched()).isFalse();
    }

    @Test
    void revocationOfAll_isTheLastEvent() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(List.of(Events.revocation(11, UUID.randomUUID()), Events.revocation(12, null), event(13)));
        assertThat(subscription.next().text()).endsWith("[{\"seq\":11},{\"seq\":12}]}");
        assertThat(listener.revoked).containsExactly(subscription);
    }

    @Test
    void revocation_beforeTheAccessCheck_isIgnored() {
        Subscription subscription = subscription(3);
        subscription.next();
        logRead.complete(page(10, List.of(Events.revocation(4, AGENT), event(5))));
        assertThat(subscription.next().text()).contains("\"seq\":5");
        assertThat(listener.revoked).isEmpty();
    }

    @Test
    void gapInTheLog_checksAccess_andResyncs() {
        Subscription subscription = subscription(3);
        subscription.next();
        logRead.complete(page(10, events(8, 10)));
        accessRead.complete(new FeedAccess(at(10), 8));
        assertThat(listener.replies)
                .singleElement()
                .asString()
                .contains("resync")
                .contains("expired");
        assertThat(subscription.position()).isEqualTo(at(10));
    }

    @Test
    void accessLost_withinTheGap_isRevoked() {
        Subscription subscription = subscription(3);
        subscription.next();
        logRead.complete(page(10, events(8, 10)));
        accessRead.fail(Problem.NOT_FOUND.refused());
        assertThat(listener.revoked).containsExactly(subscription);
        assertThat(listener.replies).isEmpty();
    }

    @Test
    void restartedFeed_resyncs_andContinues() {
        Subscription subscription = subscription(10);
        subscription.next();
        FeedPosition restarted = new FeedPosition(UUID.randomUUID(), 5);
        hub.restarted(restarted);
        assertThat(subscription.next()).isNull();
        logRead.complete(new FeedPage(restarted, List.of()));
        accessRead.complete(new FeedAccess(restarted, 1));
        assertThat(listener.replies)
                .singleElement()
                .asString()
                .contains("resync")
                .contains("epoch");
        hub.events(List.of(event(6)));
        assertThat(subscription.next().text()).contains("\"seq\":6");
    }

    @Test
    void hubOfTheOldEpoch_isWaitedFor() {
        hub.restarted(new FeedPosition(UUID.randomUUID(), 10));
        Subscription subscription = subscription(10);
        subscription.next();
        assertThat(subscription.next()).isNull();
        int before = listener.readied;
        logRead.complete(page(10, List.of()));
        assertThat(listener.readied)
                .as("nothing to read until the hub has the new epoch")
                .isEqualTo(before);
        assertThat(listener.replies).isEmpty();
        hub.restarted(new FeedPosition(EPOCH, 10));
        assertThat(listener.readied).isGreaterThan(before);
        hub.events(List.of(event(11)));
        assertThat(subscription.next().text()).contains("\"seq\":11");
    }

    @Test
    void rewoundFeed_resyncs_evenIfItHasGrownAgain() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.restarted(at(8));
        hub.events(events(9, 12));
        assertThat(subscription.next()).isNull();
        accessRead.complete(new FeedAccess(at(12), 1));
        assertThat(listener.replies)
                .singleElement()
                .asString()
                .contains("resync")
                .contains("ahead");
        hub.events(List.of(event(13)));
        assertThat(subscription.next().text()).contains("\"seq\":13");
    }

    @Test
    void hubBehindTheDatabase_isWaitedFor() {
        Subscription subscription = subscription(10);
        subscription.next();
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        assertThat(ahead.next()).isNull();
        int before = listener.readied;
        logRead.complete(page(12, List.of()));
        assertThat(listener.readied)
                .as("nothing to read until the hub is there")
                .isEqualTo(before);
        hub.events(events(11, 13));
        assertThat(ahead.next().text())
                .isEqualTo("{\"type\":\"events\",\"departmentId\":\"triage\",\"events\":[{\"seq\":13}]}");
    }

    @Test
    void subscription_beyondTheDatabase_resyncs() {
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        ahead.next();
        logRead.complete(page(10, List.of()));
        accessRead.complete(new FeedAccess(at(10), 1));
        assertThat(listener.replies)
                .singleElement()
                .asString()
                .contains("resync")
                .contains("ahead");
        assertThat(ahead.position()).isEqualTo(at(10));
    }

    @Test
    void throwingWatcher_doesNotStopTheOthers() {
        Runnable throwing = () -> {
            throw new IllegalStateException("wrong");
        };
        for (int i = 0; i < 8; i++) hub.watch(new Thread(throwing));
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(List.of(event(11)));
        assertThat(subscription.next().text()).contains("\"seq\":11");
        assertThat(listener.readied).isGreaterThan(1);
    }

    @Test
    void closedSubscription_isNotWoken() {
        Subscription subscription = subscription(10);
        subscription.close();
        int before = listener.readied;
        hub.events(List.of(event(11)));
        assertThat(listener.readied).isEqualTo(before);
        assertThat(subscription.next()).isNull();
    }

    @Test
    void subscription_atTheHeadOfALoadingHub_readsNothing() {
        DepartmentHub loading = hubFrom(5);
        Subscription subscription = subscription(loading, 10, 10);
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(subscription.next()).isNull();
        loading.events(events(6, 10));
        assertThat(subscription.next()).isNull();
        loading.events(List.of(event(11)));
        assertThat(subscription.next().text()).contains("[{\"seq\":11}]");
        assertThat(accessRead).as("a read of the access").isNull();
    }

    @Test
    void resumed_whileTheHubLoads_findsMissedEventsThere() {
        DepartmentHub loading = hubFrom(5);
        Subscription subscription = subscription(loading, 7, 10);
        assertThat(subscription.next()).isNull();
        loading.events(events(6, 10));
        assertThat(subscription.next().text()).endsWith("[{\"seq\":8},{\"seq\":9},{\"seq\":10}]}");
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(logReads).isEmpty();
    }

    @Test
    void shorterFeed_thanWasKnown_resyncs() {
        DepartmentHub loading = hubFrom(5);
        Subscription subscription = subscription(loading, 10, 10);
        subscription.next();
        assertThat(subscription.next()).isNull();
        loading.restarted(at(8));
        assertThat(subscription.next()).isNull();
        accessRead.complete(new FeedAccess(at(8), 1));
        assertThat(listener.replies)
                .singleElement()
                .asString()
                .contains("resync")
                .contains("ahead");
    }

    private DepartmentHub hubFrom(long start) {
        return new DepartmentHub(new FrameCutter("triage", 256, 65_536), 8, 10_000, this::readLog, start, at(10));
    }

    @Test
    void subscription_woken_reportsItsLag() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(events(11, 13));
        subscription.next();
        hub.events(events(14, 18));
        assertThat(listener.lags).containsExactly(3L, 5L);
    }

    @Test
    void hubAdvancing_duringARead_isReadAgain() {
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        ahead.next();
        hub.events(events(11, 13));
        int before = listener.readied;
        logRead.complete(page(12, List.of()));
        assertThat(listener.readied).isGreaterThan(before);
        assertThat(ahead.next().text()).contains("[{\"seq\":13}]");
    }

    @Test
    void revocation_whileTheHubIsLate_endsAtItsEvent() {
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        assertThat(ahead.next()).isNull();
        logRead.complete(page(14, List.of(event(13), revocation(14, AGENT))));
        assertThat(ahead.next().text()).contains("\"seq\":13").contains("\"seq\":14");
        assertThat(listener.revoked).containsExactly(ahead);
        assertThat(accessRead).as("a read of the access").isNull();
    }
}
