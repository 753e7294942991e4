package dev.prosa.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchCallTest {

    private static final PgException DEADLOCK = new PgException("", "ERROR", "40P01", "");
    private static final PgException BAD = new PgException("", "ERROR", "22021", "");

    /** What reached the database, call by call. */
    private final List<List<String>> calls = new ArrayList<>();

    /** What the next calls fail with, in turn; null: they do not. */
    private final List<PgException> failures = new ArrayList<>();

    @Test
    void aDeadlockIsTriedAgainWithTheSameBatch() {
        failures.add(DEADLOCK);
        failures.add(DEADLOCK);

        assertThat(answers("a", "b")).containsExactly("a", "b");
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("a", "b"), List.of("a", "b"));
    }

    @Test
    void aDeadlockThatDoesNotPassFailsTheBatchAtLast() {
        for (int i = 0; i < 100; i++) failures.add(DEADLOCK);

        assertThat(subscribe("a").getFailure()).isSameAs(DEADLOCK);
        assertThat(calls).hasSizeLessThan(10);
    }

    @Test
    void oneBadItemIsRefusedAndItsNeighboursGoThroughInTheirOrder() {
        assertThat(answers("a", "b", "bad", "d", "e")).containsExactly("a", "b", "NOT_FOUND", "d", "e");
        assertThat(calls).contains(List.of("bad"));
    }

    @Test
    void whatIsNotOfTheDataFailsTheBatch() {
        PgException away = new PgException("", "FATAL", "57P01", "");
        failures.add(away);

        assertThat(subscribe("a", "b").getFailure()).isSameAs(away);
        assertThat(calls).hasSize(1);
    }

    @Test
    void halvesAreTakenOneAfterTheOther() {
        answers("a", "bad", "c", "d");

        assertThat(calls)
                .containsExactly(
                        List.of("a", "bad", "c", "d"),
                        List.of("a", "bad"),
                        List.of("a"),
                        List.of("bad"),
                        List.of("c", "d"));
    }

    private List<String> answers(String... items) {
        return subscribe(items).assertCompleted().getItem().stream()
                .map(outcome -> outcome.refused() == null
                        ? outcome.receipt()
                        : outcome.refused().problem().code())
                .toList();
    }

    private UniAssertSubscriber<List<ItemResult<String>>> subscribe(String... items) {
        Function<List<String>, Uni<List<ItemResult<String>>>> database = this::call;
        BatchCall<String, String> batches = new BatchCall<>(
                database,
                (batch, failure) -> false,
                (item, failure) -> ItemResult.refused(Problem.NOT_FOUND.refused()));
        return batches.of(List.of(items)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<List<ItemResult<String>>> call(List<String> batch) {
        calls.add(List.copyOf(batch));
        PgException failure = failures.isEmpty() ? null : failures.remove(0);
        if (Objects.isNull(failure) && batch.contains("bad")) failure = BAD;
        return failure == null
                ? Uni.createFrom().item(batch.stream().map(ItemResult::taken).toList())
                : Uni.createFrom().failure(failure);
    }
}
