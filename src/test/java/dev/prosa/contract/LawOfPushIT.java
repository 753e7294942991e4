package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.World;
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

    private Bustle bustle;
    private final List<Watcher> watchers = new ArrayList<>();

    @BeforeEach
    void aDayBegins() {
        bustle = new Bustle(World.on(node, TestDatabase.ofTheService()));
    }

    @AfterEach
    void watchersLeave() {
        watchers.forEach(Watcher::close);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void snapshot_plusLaterEvents_isAFreshSnapshot(long seed) {
        bustle.goOn(seed, STEPS);
        Watcher watcher = watcher(100, () -> {});

        goOnUntil(seed, () -> typesAfter(watcher).equals(ALL_TYPES));

        fresh().forEach(snapshot -> assertFollowed(watcher, snapshot));
        assertThat(typesAfter(watcher)).isEqualTo(ALL_TYPES);
    }

    private Set<String> typesAfter(Watcher watcher) {
        return fresh().stream()
                .flatMap(fresh -> watcher.eventsUpTo(fresh.feed(), fresh.seq()).stream())
                .map(event -> event.path("type").asText())
                .collect(Collectors.toSet());
    }

    /** A transfer moves a conversation's later events to another feed: within one they are in order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void messageEvents_endAtItsStatus(long seed) {
        Watcher watcher = watcher(100, () -> {});
        goOnUntil(seed, () -> bustle.statuses().size() > 5);

        List<JsonNode> events = new ArrayList<>(bustle.branches.told());
        for (Snapshot fresh : fresh()) events.addAll(watcher.eventsUpTo(fresh.feed(), fresh.seq()));
        Map<String, List<String>> told = new HashMap<>();
        for (JsonNode event : events)
            if (event.path("type").asText().equals("message.status"))
                told.computeIfAbsent(event.path("data").path("messageId").asText(), id -> new ArrayList<>())
                        .add(event.path("data").path("status").asText());

        assertThat(told).hasSizeGreaterThan(5);
        Map<String, String> last = new HashMap<>();
        told.forEach((message, statuses) -> last.put(message, furthest(statuses)));
        assertThat(last).isEqualTo(bustle.statuses());
    }

    private static String furthest(List<String> statuses) {
        assertThat(statuses).doesNotHaveDuplicates();
        return Collections.max(statuses, Comparator.comparing(FORWARDS::indexOf));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void feeds_inOneView_convergeByVersion_inAnyOrder(long seed) {
        Watcher watcher = watcher(100, () -> {});
        goOnUntil(seed, () -> true);

        List<Snapshot> fresh = fresh();
        Map<String, String> expected =
                QueueView.of(fresh.toArray(Snapshot[]::new)).texts();

        for (List<String> order : permutations(bustle.feeds()))
            assertThat(merged(watcher, fresh, inTurn(order)))
                    .as("feeds in turn: %s", order)
                    .isEqualTo(expected);
        for (int draw = 0; draw < 20; draw++)
            assertThat(merged(watcher, fresh, atRandom(new Random(seed + draw))))
                    .as("draw %s", draw)
                    .isEqualTo(expected);
    }

    @Test
    void snapshot_takenDuringConcurrentActions_isValid() {
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread ->
                        CompletableFuture.runAsync(() -> bustle.goOn(SEED + thread, StormSize.isFull() ? 90 : 30)))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new));
        int limit = 1;
        do {
            watcher(limit++, () -> {});
            watchers.get(0).reconnect();
        } while (!all.isDone() && watchers.size() < 12);
        all.join();

        List<Snapshot> fresh = fresh();
        Map<String, String> expected =
                QueueView.of(fresh.toArray(Snapshot[]::new)).texts();
        for (Watcher watcher : watchers) {
            fresh.forEach(snapshot -> assertFollowed(watcher, snapshot));
            assertThat(merged(watcher, fresh, atRandom(new Random(7)))).isEqualTo(expected);
        }
        assertThat(watchers).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aWalkInSmallPagesWhileThingsChangeMissesNothing(int limit) {
        AtomicLong seed = new AtomicLong(SEED + 1000L * limit);
        Watcher watcher = watcher(limit, () -> bustle.goOn(seed.incrementAndGet(), 3));

        fresh().forEach(snapshot -> assertFollowed(watcher, snapshot));
    }

    @Test
    void client_reconnectingAgainAndAgain_missesNothing() {
        Watcher watcher = watcher(100, () -> {});
        for (int i = 0; i < 8; i++) {
            bustle.goOn(SEED + i, 15);
            watcher.reconnect();
        }

        fresh().forEach(snapshot -> assertFollowed(watcher, snapshot));
    }

    /** A department that was made meanwhile is followed from its beginning, where its snapshot is empty. */
    @ParameterizedTest
    @MethodSource("seeds")
    void newDepartment_events_areItsSnapshot(long seed) {
        goOnUntil(seed, () -> ofBranches().stream()
                .anyMatch(branch -> !branch.rows().isEmpty()));

        List<Snapshot> fresh = ofBranches();
        Watcher watcher = new Watcher(
                bustle.admin,
                fresh.stream()
                        .map(now -> new Snapshot(now.feed(), 0, now.epoch(), List.of()))
                        .toList());
        watchers.add(watcher);

        fresh.forEach(snapshot -> assertFollowed(watcher, snapshot));
        assertThat(fresh).anyMatch(snapshot -> !snapshot.rows().isEmpty());
    }

    private List<Snapshot> ofBranches() {
        return bustle.branches.open().stream()
                .map(feed -> Snapshot.of(bustle.admin, feed))
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
        Watcher watcher = watcher(100, () -> {});
        new OneOfEach(bustle).happens();

        boolean differs = fresh().stream().anyMatch(snapshot -> !followed(watcher, snapshot, Set.of(type))
                .equals(QueueView.of(snapshot).texts()));

        assertThat(differs).isTrue();
        fresh().forEach(snapshot -> assertFollowed(watcher, snapshot));
    }

    /** The control of this class: it must see the difference that one lost event makes. */
    @Test
    void client_losingOneEvent_endsDifferently() {
        Watcher watcher = watcher(100, () -> {});
        new OneOfEach(bustle).happens();

        for (Snapshot fresh : fresh()) {
            Map<String, String> expected = QueueView.of(fresh).texts();
            List<JsonNode> events = watcher.eventsUpTo(fresh.feed(), fresh.seq());
            for (JsonNode lost : lastWords(fresh.feed(), events)) {
                QueueView view = QueueView.of(watcher.snapshot(fresh.feed()));
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
            if (isNews && !feed.equals(bustle.sales.toString())) continue;
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

    private void goOnUntil(long seed, BooleanSupplier enough) {
        StormSize.inTenths(enough, tenth -> bustle.goOn(seed + 100 + tenth, STEPS));
    }

    // --- what is compared

    private Watcher watcher(int limit, Runnable betweenPages) {
        List<Snapshot> taken = bustle.feeds().stream()
                .map(feed -> Snapshot.walk(bustle.admin, feed, limit, betweenPages))
                .toList();
        Watcher watcher = new Watcher(bustle.admin, taken);
        watchers.add(watcher);
        return watcher;
    }

    private List<Snapshot> fresh() {
        return bustle.feeds().stream()
                .map(feed -> Snapshot.of(bustle.admin, feed))
                .toList();
    }

    private static void assertFollowed(Watcher watcher, Snapshot fresh) {
        assertThat(followed(watcher, fresh, Set.of()))
                .as(
                        "feed %s from %s to %s",
                        fresh.feed(), watcher.snapshot(fresh.feed()).seq(), fresh.seq())
                .isEqualTo(QueueView.of(fresh).texts());
    }

    private static Map<String, String> followed(Watcher watcher, Snapshot fresh, Set<String> ignored) {
        QueueView view = new QueueView(ignored).show(watcher.snapshot(fresh.feed()));
        view.applyAll(fresh.feed(), watcher.eventsUpTo(fresh.feed(), fresh.seq()));
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

    private static Map<String, String> merged(Watcher watcher, List<Snapshot> fresh, Order order) {
        QueueView view =
                QueueView.of(fresh.stream().map(s -> watcher.snapshot(s.feed())).toArray(Snapshot[]::new));
        Map<String, List<JsonNode>> events =
                fresh.stream().collect(Collectors.toMap(Snapshot::feed, s -> watcher.eventsUpTo(s.feed(), s.seq())));
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
