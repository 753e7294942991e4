package dev.prosa.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.batching.BatchLane;
import dev.prosa.batching.BatchLanes;
import dev.prosa.batching.Capacity;
import dev.prosa.batching.ItemResult;
import dev.prosa.conversation.model.ContentInput;
import dev.prosa.conversation.model.MessageType;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboundLanesTest {

    private static final UUID INSTITUTION = UUID.randomUUID();
    private static final UUID CHANNEL = UUID.randomUUID();

    /** Batches in flight, which the test ends one by one. */
    private final List<Flight> flights = new ArrayList<>();

    private final BatchLanes<InboundMessage, InboundResult> intake = lanes(10, 1);

    private record Flight(List<InboundMessage> batch, UniEmitter<? super List<ItemResult<InboundResult>>> emitter) {

        void lands() {
            emitter.complete(batch.stream()
                    .map(message -> ItemResult.taken(new InboundResult(
                            UUID.nameUUIDFromBytes(message.externalId().getBytes()), CHANNEL, 1, false)))
                    .toList());
        }

        List<String> ids() {
            return batch.stream().map(InboundMessage::externalId).toList();
        }
    }

    private Uni<List<ItemResult<InboundResult>>> depart(List<InboundMessage> batch) {
        return Uni.createFrom().emitter(emitter -> flights.add(new Flight(batch, emitter)));
    }

    @Test
    void aLoneMessageGoesAtOnce() {
        take("a");

        assertThat(flights).singleElement().extracting(Flight::ids).isEqualTo(List.of("a"));
    }

    @Test
    void whatArrivesWhileABatchIsInFlightGoesTogetherWithTheNextOne() {
        take("a");
        take("b");
        take("c", "d");
        assertThat(flights).hasSize(1);

        flights.get(0).lands();

        assertThat(flights).hasSize(2);
        assertThat(flights.get(1).ids()).containsExactly("b", "c", "d");
    }

    @Test
    void aBatchIsNeverLargerThanConfigured() {
        take("a");
        take("b", "c", "d", "e", "f");

        flights.get(0).lands();

        assertThat(flights.get(1).ids()).containsExactly("b", "c", "d", "e");
    }

    @Test
    void nobodyIsAnsweredBeforeTheCommit() {
        UniAssertSubscriber<List<ItemResult<InboundResult>>> answer = take("a");
        answer.assertNotTerminated();

        flights.get(0).lands();

        answer.assertCompleted();
    }

    @Test
    void answersComeInTheOrderGivenWhateverTheBatches() {
        UniAssertSubscriber<List<ItemResult<InboundResult>>> answer = take("a", "b", "c", "d", "e", "f");

        flights.get(0).lands();
        answer.assertNotTerminated();
        flights.get(1).lands();

        assertThat(answer.assertCompleted().getItem())
                .extracting(outcome -> outcome.receipt().messageId())
                .containsExactly(ids("a", "b", "c", "d", "e", "f"));
    }

    @Test
    void aRequestThatDoesNotFitIsRefusedWhole() {
        take(names(8));

        Refused refused = (Refused) take(names(3)).getFailure();

        assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
        take(names(2)).assertNotTerminated();
    }

    @Test
    void whatIsAnsweredMakesRoom() {
        take(names(10));
        assertThat(take("x").getFailure()).isInstanceOf(Refused.class);

        flights.get(0).lands();

        take("x").assertNotTerminated();
    }

    @Test
    void whatWaitsBehindAFailedBatchFailsWithItIfItIsOfTheSameContactSoThatNoneOvertakesAnother() {
        UniAssertSubscriber<List<ItemResult<InboundResult>>> first = take("a");
        UniAssertSubscriber<List<ItemResult<InboundResult>>> second = take("b");
        UniAssertSubscriber<List<ItemResult<InboundResult>>> other = intake.take(List.of(message("c", "5511999990001")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        flights.get(0).emitter().fail(new IllegalStateException("database away"));
        flights.get(1).lands();

        assertThat(first.getFailure()).hasMessageContaining("database away");
        assertThat(second.getFailure()).hasMessageContaining("database away");
        other.assertCompleted();
        assertThat(flights.get(1).ids()).containsExactly("c");
        take(names(10)).assertNotTerminated();
    }

    @Test
    void messagesOfOneContactGoThroughOneLaneAndOthersNeedNotWaitForThem() {
        BatchLanes<InboundMessage, InboundResult> wide = lanes(1000, 8);

        IntStream.range(0, 200).forEach(i -> wide.take(List.of(message("m" + i, "551199999" + (1000 + i))))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create()));

        assertThat(flights).hasSize(8);
    }

    private BatchLanes<InboundMessage, InboundResult> lanes(int capacity, int lanes) {
        return new BatchLanes<>(
                new Capacity(capacity),
                lanes,
                InboundMessage::phone,
                () -> new BatchLane<>(4, InboundMessage::phone, this::depart, waited -> {}));
    }

    private UniAssertSubscriber<List<ItemResult<InboundResult>>> take(String... externalIds) {
        List<InboundMessage> messages = List.of(externalIds).stream()
                .map(id -> message(id, "5511999990000"))
                .toList();
        return intake.take(messages).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static InboundMessage message(String externalId, String phone) {
        ContentInput hello = new ContentInput("hello", null, null, null, null, null, null, null, null, null);
        return new InboundMessage(INSTITUTION, CHANNEL, externalId, phone, null, hello.of(MessageType.TEXT), null);
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
    }

    private static UUID[] ids(String... externalIds) {
        return List.of(externalIds).stream()
                .map(id -> UUID.nameUUIDFromBytes(id.getBytes()))
                .toArray(UUID[]::new);
    }
}
