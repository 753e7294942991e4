package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of push: snapshot at seq s + events after s, applied in order = a fresh snapshot, byte for byte. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LawOfPushIT {

    private static final Set<String> ALL_TYPES = Set.of(
            "conversation.created",
            "message.created",
            "message.status",
            "conversation.unread",
            "conversation.assigned",
            "conversation.transferred",
            "conversation.removed",
            "conversation.closed",
            "contact.updated",
            "agent.updated",
            "agent.added",
            "agent.removed");

    private static final long SEED = StormSize.seedOf(LawOfPushIT.class);
    private static final int STEPS = 30;

    private static final List<String> FORWARDS = List.of("SENT", "DELIVERED", "READ", "FAILED");

    @TestHTTPResource("/")
    URI node;

    private RandomActions actions;
    private final List<SnapshotFollower> followers = new ArrayList<>();

    @BeforeEach
    void aDayBegins() {
        actions = new RandomActions(TestInstitution.on(node, TestDatabase.ofTheService()));
    }

    @AfterEach
    void watchersLeave() {
        followers.forEach(SnapshotFollower::close);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void snapshot_plusLaterEvents_isAFreshSnapshot(long seed) {
        actions.run(seed, STEPS);
        SnapshotFollower follower = follower(100, () -> {});

        runUntil(seed, () -> typesAfter(follower).equals(ALL_TYPES));

        fresh().forEach(snapshot -> assertFollowed(follower, snapshot));
        assertThat(typesAfter(follower)).isEqualTo(ALL_TYPES);
    }

    private Set<String> typesAfter(SnapshotFollower follower) {
        return fresh().stream()
                .flatMap(fresh -> follower.eventsUpTo(fresh.feed(), fresh.seq()).stream())
                .map(event -> event.path("type").asText())
                .collect(Collectors.toSet());
    }

    /** A transfer moves a conversation's later events to another feed: within one they are in order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void messageEvents_endAtItsStatus(long seed) {
        SnapshotFollower follower = follower(100, () -> {});
        runUntil(seed, () -> actions.statuses().size() > 5);

        List<JsonNode> events = new ArrayList<>(actions.departments.events());
        for (Snapshot fresh : fresh()) events.addAll(follower.eventsUpTo(fresh.feed(), fresh.seq()));
        Map<String, List<String>> emitted = new HashMap<>();
        for (JsonNode event : events)
            if (event.path("type").asText().equals("message.status"))
                emitted.computeIfAbsent(event.path("data").path("messageId").asText(), id -> new ArrayList<>())
                        .add(event.path("data").path("status").asText());

        assertThat(emitted).hasSizeGreaterThan(5);
        Map<String, String> last = new HashMap<>();
        emitted.forEach((message, statuses) -> last.put(message, furthest(statuses)));
        assertThat(last).isEqualTo(actions.statuses());
    }

    private static String furthest(List<String> statuses) {
        assertThat(statuses).doesNotHaveDuplicates();
        return Collections.max(statuses, Comparator.comparing(FORWARDS::indexOf));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void feeds_inOneView_convergeByVersion_inAnyOrder(long seed) {
        SnapshotFollower follower = follower(100, () -> {});
        runUntil(seed, () -> true);

        List<Snapshot> fresh = fresh();
        Map<String, String> expected =
                QueueView.of(fresh.toArray(Snapshot[]::new)).texts();

        for (List<String> order : permutations(actions.feeds()))
            assertThat(merged(follower, fresh, inTurn(order)))
                    .as("feeds in turn: %s", order)
                    .isEqualTo(expected);
        for (int draw = 0; draw < 20; draw++)
            assertThat(merged(follower, fresh, atRandom(new Random(seed + draw))))
                    .as("draw %s", draw)
                    .isEqualTo(expected);
    }

    @Test
    void snapshot_takenDuringConcurrentActions_isValid() {
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread ->
                        CompletableFuture.runAsync(() -> actions.run(SEED + thread, StormSize.isFull() ? 90 : 30)))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new));
        int limit = 1;
        do {
            follower(limit++, () -> {});
            followers.get(0).reconnect();
        } while (!all.isDone() && followers.size() < 12);
        all.join();

        List<Snapshot> fresh = fresh();
        Map<String, String> expected =
                QueueView.of(fresh.toArray(Snapshot[]::new)).texts();
        for (SnapshotFollower follower : followers) {
            fresh.forEach(snapshot -> assertFollowed(follower, snapshot));
            assertThat(merged(follower, fresh, atRandom(new Random(7)))).isEqualTo(expected);
        }
        assertThat(followers).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aWalkInSmallPagesWhileThingsChangeMissesNothing(int limit) {
        AtomicLong seed = new AtomicLong(SEED + 1000L * limit);
        SnapshotFollower follower = follower(limit, () -> actions.run(seed.incrementAndGet(), 3));

        fresh().forEach(snapshot -> assertFollowed(follower, snapshot));
    }

    @Test
    void client_reconnectingAgainAndAgain_missesNothing() {
        SnapshotFollower follower = follower(100, () -> {});
        for (int i = 0; i < 8; i++) {
            actions.run(SEED + i, 15);
            follower.reconnect();
        }

        fresh().forEach(snapshot -> assertFollowed(follower, snapshot));
    }

    /** A department that was made meanwhile is followed from its beginning, where its snapshot is empty. */
    @ParameterizedTest
    @MethodSource("seeds")
    void newDepartment_events_areItsSnapshot(long seed) {
        runUntil(seed, () -> ofRandomDepartments().stream()
                .anyMatch(branch -> !branch.rows().isEmpty()));

        List<Snapshot> fresh = ofRandomDepartments();
        SnapshotFollower follower = new SnapshotFollower(
                actions.admin,
                fresh.stream()
                        .map(now -> new Snapshot(now.feed(), 0, now.epoch(), List.of()))
                        .toList());
        followers.add(follower);

        fresh.forEach(snapshot -> assertFollowed(follower, snapshot));
        assertThat(fresh).anyMatch(snapshot -> !snapshot.rows().isEmpty());
    }

    private List<Snapshot> ofRandomDepartments() {
        return actions.departments.open().stream()
                .map(feed -> Snapshot.of(actions.admin, feed))
                .toList();
    }

    /** The control of this class: it must see the difference that one unknown type makes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "message.created",
                "conversation.unread",
                "conversation.assigned",
                "conversation.transferred",
                "conversation.removed",
                "conversation.closed",
                "contact.updated",
                "agent.updated"
            })
    void whoIgnoresOneTypeOfEventsEndsElsewhere(String type) {
        SnapshotFollower follower = follower(100, () -> {});
        new EventOfEachType(actions).perform();

        boolean differs = fresh().stream().anyMatch(snapshot -> !followed(follower, snapshot, Set.of(type))
                .equals(QueueView.of(snapshot).texts()));

        assertThat(differs).isTrue();
        fresh().forEach(snapshot -> assertFollowed(follower, snapshot));
    }

    /** The control of this class: it must see the difference that one lost event makes. */
    @Test
    void client_losingOneEvent_endsDifferently() {
        SnapshotFollower follower = follower(100, () -> {});
        new EventOfEachType(actions).perform();

        for (Snapshot fresh : fresh()) {
            Map<String, String> expected = QueueView.of(fresh).texts();
            List<JsonNode> events = follower.eventsUpTo(fresh.feed(), fresh.seq());
            for (JsonNode lost : lastWords(fresh.feed(), events)) {
                QueueView view = QueueView.of(follower.snapshot(fresh.feed()));
                view.applyAll(
                        fresh.feed(),
                        events.stream().filter(event -> event != lost).toList());
                assertThat(view.texts()).as("without %s", lost).isNotEqualTo(expected);
            }
        }
    }

    /** Those after which nothing more was said of their conversation; a new name is the last word where it is shown. */
    private List<JsonNode> lastWords(String feed, List<JsonNode> events) {
        Map<String, JsonNode> last = new HashMap<>();
        for (JsonNode event : events) {
            boolean isNews = event.path("type").asText().endsWith(".updated");
            if (isNews && !feed.equals(actions.sales.toString())) continue;
            JsonNode data = event.path("data");
            String subject = data.path("conversation")
                    .path("id")
                    .asText(data.path("conversationId").asText(event.path("seq").asText()));
            last.put(subject, event);
        }
        return last.values().stream()
                .sorted(Comparator.comparing(event -> event.path("seq").asLong()))
                .toList();
    }

    // --- what happens

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + (StormSize.isFull() ? 3 : 1));
    }

    private void runUntil(long seed, BooleanSupplier enough) {
        StormSize.inTenths(enough, tenth -> actions.run(seed + 100 + tenth, STEPS));
    }

    // --- what is compared

    private SnapshotFollower follower(int limit, Runnable betweenPages) {
        List<Snapshot> taken = actions.feeds().stream()
                .map(feed -> Snapshot.walk(actions.admin, feed, limit, betweenPages))
                .toList();
        SnapshotFollower follower = new SnapshotFollower(actions.admin, taken);
        followers.add(follower);
        return follower;
    }

    private List<Snapshot> fresh() {
        return actions.feeds().stream()
                .map(feed -> Snapshot.of(actions.admin, feed))
                .toList();
    }

    private static void assertFollowed(SnapshotFollower follower, Snapshot fresh) {
        assertThat(followed(follower, fresh, Set.of()))
                .as(
                        "feed %s from %s to %s",
                        fresh.feed(), follower.snapshot(fresh.feed()).seq(), fresh.seq())
                .isEqualTo(QueueView.of(fresh).texts());
    }

    private static Map<String, String> followed(SnapshotFollower follower, Snapshot fresh, Set<String> ignored) {
        QueueView view = new QueueView(ignored).show(follower.snapshot(fresh.feed()));
        view.applyAll(fresh.feed(), follower.eventsUpTo(fresh.feed(), fresh.seq()));
        return view.texts();
    }

    // --- several feeds in one view

    /** From which of the feeds that have events left the next one is taken. */
    private interface Order {
        String next(List<String> left);
    }

    private static Order inTurn(List<String> feeds) {
        return left -> feeds.stream().filter(left::contains).findFirst().orElseThrow();
    }

    private static Order atRandom(Random random) {
        return left -> left.get(random.nextInt(left.size()));
    }

    private static Map<String, String> merged(SnapshotFollower follower, List<Snapshot> fresh, Order order) {
        QueueView view = QueueView.of(
                fresh.stream().map(s -> follower.snapshot(s.feed())).toArray(Snapshot[]::new));
        Map<String, List<JsonNode>> events =
                fresh.stream().collect(Collectors.toMap(Snapshot::feed, s -> follower.eventsUpTo(s.feed(), s.seq())));
        Map<String, Integer> taken = new HashMap<>();
        List<String> left = left(events, taken);
        while (!left.isEmpty()) {
            String feed = order.next(left);
            view.apply(feed, events.get(feed).get(taken.merge(feed, 1, Integer::sum) - 1));
            left = left(events, taken);
        }
        return view.texts();
    }

    private static List<String> left(Map<String, List<JsonNode>> events, Map<String, Integer> taken) {
        return events.keySet().stream()
                .filter(feed -> taken.getOrDefault(feed, 0) < events.get(feed).size())
                .sorted()
                .toList();
    }

    private static <T> List<List<T>> permutations(List<T> things) {
        if (things.isEmpty()) return List.of(List.of());
        List<List<T>> all = new ArrayList<>();
        for (T first : things) {
            List<T> rest = new ArrayList<>(things);
            rest.remove(first);
            for (List<T> tail : permutations(rest)) {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
