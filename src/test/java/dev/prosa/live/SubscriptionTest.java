package dev.prosa.live;

import static dev.prosa.live.Events.EPOCH;
import static dev.prosa.live.Events.at;
import static dev.prosa.live.Events.endOfRight;
import static dev.prosa.live.Events.event;
import static dev.prosa.live.Events.events;
import static dev.prosa.live.Events.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedPosition;
import dev.prosa.observability.Meters;
import dev.prosa.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final UUID AGENT = UUID.randomUUID();

    private final List<Frame> answers = new ArrayList<>();
    private final List<Subscription> forbidden = new ArrayList<>();
    private final List<Long> backlogReads = new ArrayList<>();
    private final DepartmentHub hub = hubFrom(10);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<Long> distances = new ArrayList<>();
    private int readied;
    private UniEmitter<? super FeedPage> backlog;
    private UniEmitter<? super Right> right;

    private Subscription subscription(long after) {
        return subscription(after, 10);
    }

    /** One whose right was read when the feed was there. */
    private Subscription subscriptionAt(long head) {
        return subscription(head, head);
    }

    private Subscription subscription(long after, long head) {
        return subscription(hub, after, head);
    }

    private Subscription subscription(DepartmentHub hub, long after, long head) {
        Subscription.Source source =
                new Subscription.Source(watcher -> joined(hub, watcher), hub::unwatch, this::readRight);
        Subscription.Line line = new Subscription.Line(
                answers::add, s -> readied++, forbidden::add, distances::add, new LiveMetrics(new Meters(registry)));
        Subscription subscription =
                new Subscription("triage", AGENT, at(after), new Right(at(head), 1), source, line, Runnable::run);
        subscription.open();
        return subscription;
    }

    private static DepartmentHub joined(DepartmentHub hub, Runnable watcher) {
        hub.watch(watcher);
        return hub;
    }

    private Uni<FeedPage> readBacklog(long seq) {
        backlogReads.add(seq);
        return Uni.createFrom().emitter(emitter -> backlog = emitter);
    }

    private Uni<Right> readRight() {
        return Uni.createFrom().emitter(emitter -> right = emitter);
    }

    @Test
    void atTheHeadItIsCaughtUpOnceAndThenWaits() {
        Subscription subscription = subscription(10);
        assertThat(subscription.next().text()).contains("caughtUp").contains(":10");
        assertThat(subscription.next()).isNull();
    }

    @Test
    void newEventsWakeItAndGatherInOneFrame() {
        Subscription subscription = subscription(10);
        subscription.next();
        int before = readied;
        hub.events(List.of(event(11)));
        hub.events(List.of(event(12)));
        assertThat(readied).isGreaterThan(before);
        assertThat(subscription.next().text()).contains("[{\"seq\":11},{\"seq\":12}]");
        assertThat(subscription.position()).isEqualTo(at(12));
    }

    @Test
    void connectionsAtOneCursorShareOneText() {
        Subscription one = subscription(10);
        Subscription two = subscription(10);
        one.next();
        two.next();
        hub.events(events(11, 12));
        assertThat(one.next()).isSameAs(two.next());
    }

    @Test
    void behindTheRingItReadsTheBacklogOnePageAtATime() {
        Subscription subscription = subscription(3);
        assertThat(subscription.next()).isNull();
        assertThat(subscription.next()).isNull();
        assertThat(backlogReads).containsExactly(3L);
        backlog.complete(page(10, events(4, 6)));
        assertThat(subscription.next().text()).contains("\"seq\":4").contains("\"seq\":6");
        subscription.next();
        backlog.complete(page(10, events(7, 10)));
        assertThat(subscription.next().text()).contains("\"seq\":10");
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(backlogReads).containsExactly(3L, 6L);
    }

    @Test
    void aWakeUpDuringABacklogReadIsNotLost() {
        Subscription subscription = subscription(9);
        subscription.next();
        hub.events(List.of(event(11)));
        assertThat(subscription.next()).isNull();
        int before = readied;
        backlog.complete(page(11, List.of(event(10))));
        assertThat(readied).isGreaterThan(before);
        assertThat(subscription.next().text()).contains("\"seq\":10");
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(subscription.next().text()).contains("\"seq\":11");
    }

    @Test
    void theEventThatEndsTheRightIsTheLastOne() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(List.of(event(11), Events.endOfRight(12, AGENT), event(13)));
        assertThat(subscription.next().text()).endsWith("[{\"seq\":11},{\"seq\":12}]}");
        assertThat(forbidden).containsExactly(subscription);
        assertThat(subscription.next()).isNull();
        assertThat(hub.isWatched()).isFalse();
    }

    @Test
    void theEventThatEndsEverybodysRightIsTheLastOne() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(List.of(Events.endOfRight(11, UUID.randomUUID()), Events.endOfRight(12, null), event(13)));
        assertThat(subscription.next().text()).endsWith("[{\"seq\":11},{\"seq\":12}]}");
        assertThat(forbidden).containsExactly(subscription);
    }

    @Test
    void anEndOfRightInTheBacklogBeforeTheCheckEndsNothing() {
        Subscription subscription = subscription(3);
        subscription.next();
        backlog.complete(page(10, List.of(Events.endOfRight(4, AGENT), event(5))));
        assertThat(subscription.next().text()).contains("\"seq\":5");
        assertThat(forbidden).isEmpty();
    }

    @Test
    void aGapInTheBacklogChecksTheRightAndResyncs() {
        Subscription subscription = subscription(3);
        subscription.next();
        backlog.complete(page(10, events(8, 10)));
        right.complete(new Right(at(10), 8));
        assertThat(answers).singleElement().asString().contains("resync").contains("expired");
        assertThat(subscription.position()).isEqualTo(at(10));
    }

    @Test
    void whoLostTheRightWithTheGapIsForbidden() {
        Subscription subscription = subscription(3);
        subscription.next();
        backlog.complete(page(10, events(8, 10)));
        right.fail(Problem.NOT_FOUND.refused());
        assertThat(forbidden).containsExactly(subscription);
        assertThat(answers).isEmpty();
    }

    @Test
    void aRestartedFeedResyncsAndGoesOn() {
        Subscription subscription = subscription(10);
        subscription.next();
        FeedPosition restarted = new FeedPosition(UUID.randomUUID(), 5);
        hub.restarted(restarted);
        assertThat(subscription.next()).isNull();
        backlog.complete(new FeedPage(restarted, List.of()));
        right.complete(new Right(restarted, 1));
        assertThat(answers).singleElement().asString().contains("resync").contains("epoch");
        hub.events(List.of(event(6)));
        assertThat(subscription.next().text()).contains("\"seq\":6");
    }

    @Test
    void aHubThatHasNotHeardOfTheNewEpochYetIsWaitedFor() {
        hub.restarted(new FeedPosition(UUID.randomUUID(), 10));
        Subscription subscription = subscription(10);
        subscription.next();
        assertThat(subscription.next()).isNull();
        int before = readied;
        backlog.complete(page(10, List.of()));
        assertThat(readied).as("nothing to look at until the hub has heard").isEqualTo(before);
        assertThat(answers).isEmpty();
        hub.restarted(new FeedPosition(EPOCH, 10));
        assertThat(readied).isGreaterThan(before);
        hub.events(List.of(event(11)));
        assertThat(subscription.next().text()).contains("\"seq\":11");
    }

    @Test
    void whenTheFeedFallsBackEverybodyIsToldEvenIfItHasGrownPastThemAgain() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.restarted(at(8));
        hub.events(events(9, 12));
        assertThat(subscription.next()).isNull();
        right.complete(new Right(at(12), 1));
        assertThat(answers).singleElement().asString().contains("resync").contains("ahead");
        hub.events(List.of(event(13)));
        assertThat(subscription.next().text()).contains("\"seq\":13");
    }

    @Test
    void aHubThatIsBehindTheDatabaseIsWaitedFor() {
        Subscription subscription = subscription(10);
        subscription.next();
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        assertThat(ahead.next()).isNull();
        int before = readied;
        backlog.complete(page(12, List.of()));
        assertThat(readied).as("nothing to look at until the hub is there").isEqualTo(before);
        hub.events(events(11, 13));
        assertThat(ahead.next().text())
                .isEqualTo("{\"type\":\"events\",\"departmentId\":\"triage\",\"events\":[{\"seq\":13}]}");
    }

    @Test
    void oneThatIsBeyondTheDatabaseIsToldToResync() {
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        ahead.next();
        backlog.complete(page(10, List.of()));
        right.complete(new Right(at(10), 1));
        assertThat(answers).singleElement().asString().contains("resync").contains("ahead");
        assertThat(ahead.position()).isEqualTo(at(10));
    }

    @Test
    void aWatcherThatThrowsKeepsNoOtherFromHearing() {
        Runnable throwing = () -> {
            throw new IllegalStateException("wrong");
        };
        for (int i = 0; i < 8; i++) hub.watch(new Thread(throwing));
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(List.of(event(11)));
        assertThat(subscription.next().text()).contains("\"seq\":11");
        assertThat(readied).isGreaterThan(1);
    }

    @Test
    void aClosedOneIsWokenNoMore() {
        Subscription subscription = subscription(10);
        subscription.close();
        int before = readied;
        hub.events(List.of(event(11)));
        assertThat(readied).isEqualTo(before);
        assertThat(subscription.next()).isNull();
    }

    @Test
    void oneAtTheHeadOfAFeedThatIsStillLoadedWaitsWithoutAsking() {
        DepartmentHub loading = hubFrom(5);
        Subscription subscription = subscription(loading, 10, 10);
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(subscription.next()).isNull();
        loading.events(events(6, 10));
        assertThat(subscription.next()).isNull();
        loading.events(List.of(event(11)));
        assertThat(subscription.next().text()).contains("[{\"seq\":11}]");
        assertThat(right).as("a read of the right").isNull();
    }

    @Test
    void oneThatComesBackToAFeedThatIsStillLoadedFindsThereWhatItMissed() {
        DepartmentHub loading = hubFrom(5);
        Subscription subscription = subscription(loading, 7, 10);
        assertThat(subscription.next()).isNull();
        loading.events(events(6, 10));
        assertThat(subscription.next().text()).endsWith("[{\"seq\":8},{\"seq\":9},{\"seq\":10}]}");
        assertThat(subscription.next().text()).contains("caughtUp");
        assertThat(backlogReads).isEmpty();
    }

    @Test
    void aFeedThatTurnsOutToBeShorterThanWasKnownIsToldToResync() {
        DepartmentHub loading = hubFrom(5);
        Subscription subscription = subscription(loading, 10, 10);
        subscription.next();
        assertThat(subscription.next()).isNull();
        loading.restarted(at(8));
        assertThat(subscription.next()).isNull();
        right.complete(new Right(at(8), 1));
        assertThat(answers).singleElement().asString().contains("resync").contains("ahead");
    }

    private DepartmentHub hubFrom(long start) {
        return new DepartmentHub(new FrameCutter("triage", 256, 65_536), 8, 10_000, this::readBacklog, start, at(10));
    }

    @Test
    void itTellsHowFarBehindItIs() {
        Subscription subscription = subscription(10);
        subscription.next();
        hub.events(events(11, 13));
        subscription.next();
        hub.events(events(14, 18));
        assertThat(distances).containsExactly(3L, 5L);
    }

    @Test
    void aHubThatGetsThereWhileTheDatabaseIsAskedIsLookedAtAgain() {
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        ahead.next();
        hub.events(events(11, 13));
        int before = readied;
        backlog.complete(page(12, List.of()));
        assertThat(readied).isGreaterThan(before);
        assertThat(ahead.next().text()).contains("[{\"seq\":13}]");
    }

    @Test
    void aRightThatEndsWhileTheHubIsLateEndsAtItsEventAndNotBefore() {
        Subscription ahead = subscriptionAt(12);
        ahead.next();
        assertThat(ahead.next()).isNull();
        backlog.complete(page(14, List.of(event(13), endOfRight(14, AGENT))));
        assertThat(ahead.next().text()).contains("\"seq\":13").contains("\"seq\":14");
        assertThat(forbidden).containsExactly(ahead);
        assertThat(right).as("a read of the right").isNull();
    }
}
