package dev.prosa.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchLanesTest {

    /** Batches in flight, in the order in which they started. */
    private final List<Flight> flights = new ArrayList<>();

    private final BatchLanes<Item, String> lanes = lanes(10, 1);

    private record Item(String key, String id) {}

    private record Flight(List<Item> batch, UniEmitter<? super List<ItemResult<String>>> emitter) {

        void commits() {
            emitter.complete(batch.stream()
                    .map(item -> ItemResult.accepted("stored " + item.id()))
                    .toList());
        }

        List<String> ids() {
            return batch.stream().map(Item::id).toList();
        }
    }

    private Uni<List<ItemResult<String>>> store(List<Item> batch) {
        return Uni.createFrom().emitter(emitter -> flights.add(new Flight(batch, emitter)));
    }

    @Test
    void singleItem_idleLane_isSentAtOnce() {
        submit("a");

        assertThat(flights).singleElement().extracting(Flight::ids).isEqualTo(List.of("a"));
    }

    @Test
    void items_whileABatchIsInFlight_goTogetherWithTheNext() {
        submit("a");
        submit("b");
        submit("c", "d");
        assertThat(flights).hasSize(1);

        flights.get(0).commits();

        assertThat(flights).hasSize(2);
        assertThat(flights.get(1).ids()).containsExactly("b", "c", "d");
    }

    @Test
    void batch_moreItemsWaiting_isNeverLargerThanConfigured() {
        submit("a");
        submit("b", "c", "d", "e", "f");

        flights.get(0).commits();

        assertThat(flights.get(1).ids()).containsExactly("b", "c", "d", "e");
    }

    @Test
    void result_isThereOnlyAfterTheCommit() {
        UniAssertSubscriber<List<ItemResult<String>>> results = submit("a");
        results.assertNotTerminated();

        flights.get(0).commits();

        results.assertCompleted();
    }

    @Test
    void results_ofSeveralBatches_areInTheOrderGiven() {
        UniAssertSubscriber<List<ItemResult<String>>> results = submit("a", "b", "c", "d", "e", "f");

        flights.get(0).commits();
        results.assertNotTerminated();
        flights.get(1).commits();

        assertThat(results.assertCompleted().getItem())
                .extracting(ItemResult::orThrow)
                .containsExactly("stored a", "stored b", "stored c", "stored d", "stored e", "stored f");
    }

    @Test
    void items_thatDoNotFit_areRefusedTogether() {
        submit(names(8));

        Refused refused = (Refused) submit(names(3)).getFailure();

        assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
        submit(names(2)).assertNotTerminated();
    }

    @Test
    void capacity_afterTheCommit_isFreeAgain() {
        submit(names(10));
        assertThat(submit("x").getFailure()).isInstanceOf(Refused.class);

        flights.get(0).commits();

        submit("x").assertNotTerminated();
    }

    /** Stored after the failure, it would overtake a repeat of what failed. */
    @Test
    void failedBatch_failsWhatWaitsWithItsKeys_andNothingElse() {
        UniAssertSubscriber<List<ItemResult<String>>> first = submit("a");
        UniAssertSubscriber<List<ItemResult<String>>> second = submit("b");
        UniAssertSubscriber<List<ItemResult<String>>> other = submit(lanes, new Item("other", "c"));

        flights.get(0).emitter().fail(new IllegalStateException("database away"));
        flights.get(1).commits();

        assertThat(first.getFailure()).hasMessageContaining("database away");
        assertThat(second.getFailure()).hasMessageContaining("database away");
        other.assertCompleted();
        assertThat(flights.get(1).ids()).containsExactly("c");
        submit(names(10)).assertNotTerminated();
    }

    @Test
    void items_ofManyKeys_useAllLanes() {
        BatchLanes<Item, String> wide = lanes(1000, 8);

        IntStream.range(0, 200).forEach(i -> submit(wide, new Item("551199999" + (1000 + i), "m" + i)));

        assertThat(flights).hasSize(8);
    }

    @Test
    void items_ofOneKey_useOneLane() {
        BatchLanes<Item, String> wide = lanes(1000, 8);

        IntStream.range(0, 200).forEach(i -> submit(wide, new Item("key", "m" + i)));

        assertThat(flights).hasSize(1);
    }

    private BatchLanes<Item, String> lanes(int capacity, int count) {
        return new BatchLanes<>(
                new Semaphore(capacity),
                count,
                Item::key,
                () -> new BatchLane<>(4, Item::key, this::store, waited -> {}));
    }

    private UniAssertSubscriber<List<ItemResult<String>>> submit(String... ids) {
        return submit(lanes, Stream.of(ids).map(id -> new Item("key", id)).toArray(Item[]::new));
    }

    private static UniAssertSubscriber<List<ItemResult<String>>> submit(BatchLanes<Item, String> lanes, Item... items) {
        return lanes.submit(List.of(items)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
    }
}
