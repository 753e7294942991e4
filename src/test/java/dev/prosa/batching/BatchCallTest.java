package dev.prosa.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchCallTest {

    private static final PgException DEADLOCK = new PgException("", "ERROR", "40P01", "");
    private static final PgException BAD = new PgException("", "ERROR", "22021", "");
    private static final PgException DUPLICATE = new PgException("", "ERROR", "23505", "");

    /** What reached the database, call by call. */
    private final List<List<String>> calls = new ArrayList<>();

    /** What the next calls fail with. */
    private final List<PgException> failures = new ArrayList<>();

    @Test
    void deadlock_isRetriedWithTheSameBatch() {
        failures.addAll(List.of(DEADLOCK, DEADLOCK));

        assertThat(results("a", "b")).containsExactly("a", "b");
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("a", "b"), List.of("a", "b"));
    }

    @Test
    void deadlock_repeated_failsTheBatchAtLast() {
        failures.addAll(Collections.nCopies(100, DEADLOCK));

        assertThat(execute("a").getFailure()).isSameAs(DEADLOCK);
        assertThat(calls).hasSizeLessThan(10);
    }

    @Test
    void concurrentDuplicate_isRetriedWithTheSameBatch() {
        failures.add(DUPLICATE);

        assertThat(results("a", "b")).containsExactly("a", "b");
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("a", "b"));
    }

    @Test
    void wrongItem_isRejectedAlone_andItsNeighboursAreStored() {
        assertThat(results("a", "b", "bad", "d", "e")).containsExactly("a", "b", "NOT_FOUND", "d", "e");
        assertThat(calls).contains(List.of("bad"));
    }

    @Test
    void failure_notOfTheData_failsTheBatchWithoutRetry() {
        PgException away = new PgException("", "FATAL", "57P01", "");
        failures.add(away);

        assertThat(execute("a", "b").getFailure()).isSameAs(away);
        assertThat(calls).hasSize(1);
    }

    @Test
    void halves_areStoredOneAfterTheOther() {
        results("a", "bad", "c", "d");

        assertThat(calls)
                .containsExactly(
                        List.of("a", "bad", "c", "d"),
                        List.of("a", "bad"),
                        List.of("a"),
                        List.of("bad"),
                        List.of("c", "d"));
    }

    @Test
    void slowDatabase_isUnavailableAfterTheTimeout() {
        BatchCall<String, String> slow = call(batch -> Uni.createFrom().nothing(), Duration.ofMillis(1));

        Throwable failure = slow.execute(List.of("a"))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitFailure()
                .getFailure();

        assertThat(((Refused) failure).problem()).isEqualTo(Problem.UNAVAILABLE);
    }

    private List<String> results(String... items) {
        return execute(items).assertCompleted().getItem().stream()
                .map(result ->
                        result.fold(value -> value, reason -> reason.problem().code()))
                .toList();
    }

    private UniAssertSubscriber<List<ItemResult<String>>> execute(String... items) {
        return call(this::database, Duration.ofSeconds(30))
                .execute(List.of(items))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private static BatchCall<String, String> call(
            Function<List<String>, Uni<List<ItemResult<String>>>> database, Duration timeout) {
        return new BatchCall<>(
                database,
                timeout,
                (batch, failure) -> failure == DUPLICATE,
                (item, failure) -> ItemResult.rejected(Problem.NOT_FOUND.refused()));
    }

    private Uni<List<ItemResult<String>>> database(List<String> batch) {
        calls.add(List.copyOf(batch));
        if (!failures.isEmpty()) return Uni.createFrom().failure(failures.remove(0));
        return batch.contains("bad")
                ? Uni.createFrom().failure(BAD)
                : Uni.createFrom().item(batch.stream().map(ItemResult::accepted).toList());
    }
}
