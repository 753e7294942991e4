package dev.prosa.batching;

import dev.prosa.database.SqlErrors;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Stores a batch by one call of the database, which is one transaction. The call is repeated if it collided with another
 * transaction. If an item is rejected, the batch is halved until that item is alone, so that its neighbours are stored.
 *
 * @param <T> an item
 * @param <R> the value of an accepted item
 */
public final class BatchCall<T, R> {

    private static final int RETRIES = 5;

    private final Function<List<T>, Uni<List<ItemResult<R>>>> database;
    private final Duration timeout;
    private final BiPredicate<List<T>, PgException> isConcurrentDuplicate;
    private final Rejection<T, R> rejection;

    /** The result of an item that the database rejects when it is alone in its batch. */
    public interface Rejection<T, R> {
        ItemResult<R> of(T item, PgException failure);
    }

    /**
     * @param timeout of one call
     * @param isConcurrentDuplicate whether another transaction stored the same thing at the same time, so that a
     *     repetition finds it
     */
    public BatchCall(
            Function<List<T>, Uni<List<ItemResult<R>>>> database,
            Duration timeout,
            BiPredicate<List<T>, PgException> isConcurrentDuplicate,
            Rejection<T, R> rejection) {
        this.database = database;
        this.timeout = timeout;
        this.isConcurrentDuplicate = isConcurrentDuplicate;
        this.rejection = rejection;
    }

    /** The results in the order of the batch. After a failure nothing is known of any item. */
    public Uni<List<ItemResult<R>>> execute(List<T> batch) {
        return Uni.createFrom()
                .deferred(() -> database.apply(batch))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> Problem.UNAVAILABLE.refused("The database takes too long"))
                .onFailure(failure -> isRetryable(batch, failure))
                .retry()
                .atMost(RETRIES)
                .onFailure(BatchCall::isDataError)
                .recoverWithUni(failure -> isolate(batch, (PgException) failure));
    }

    private boolean isRetryable(List<T> batch, Throwable failure) {
        return SqlErrors.isRetryable(failure)
                || failure instanceof PgException pg && isConcurrentDuplicate.test(batch, pg);
    }

    /** Whether the cause is an item of the batch, not the database. */
    private static boolean isDataError(Throwable failure) {
        return failure instanceof PgException pg
                && (SqlErrors.isInvalidData(pg) || SqlErrors.isConstraintViolation(pg));
    }

    private Uni<List<ItemResult<R>>> isolate(List<T> batch, PgException failure) {
        if (batch.size() == 1) return Uni.createFrom().item(List.of(rejection.of(batch.get(0), failure)));
        int half = batch.size() / 2;
        return Uni.join()
                .all(execute(batch.subList(0, half)), execute(batch.subList(half, batch.size())))
                .usingConcurrencyOf(1)
                .andFailFast()
                .map(halves -> halves.stream().flatMap(List::stream).toList());
    }
}
