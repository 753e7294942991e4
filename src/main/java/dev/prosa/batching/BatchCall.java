package dev.prosa.batching;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A batch as one call of the database, which is one transaction: tried again where it met another one, and halved until
 * a bad item is alone, so that it never fails its neighbours.
 *
 * @param <T> an item
 * @param <R> what is handed out for it
 */
public final class BatchCall<T, R> {

    /** Deadlock and serialization failure: the same batch goes through when it is tried again. */
    private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001");

    private static final int ATTEMPTS = 5;

    private final Function<List<T>, Uni<List<ItemResult<R>>>> call;
    private final BiPredicate<List<T>, PgException> isSeenNextTime;
    private final Refusal<T, R> refusal;

    /** What is answered for an item that the database refuses all alone. */
    public interface Refusal<T, R> {
        ItemResult<R> of(T item, PgException failure);
    }

    /** @param isSeenNextTime whether the batch ran into what another transaction wrote at the same instant */
    public BatchCall(
            Function<List<T>, Uni<List<ItemResult<R>>>> call,
            BiPredicate<List<T>, PgException> isSeenNextTime,
            Refusal<T, R> refusal) {
        this.call = call;
        this.isSeenNextTime = isSeenNextTime;
        this.refusal = refusal;
    }

    /** The outcomes in the order of the batch; a failure means that nothing is known of any item. */
    public Uni<List<ItemResult<R>>> of(List<T> batch) {
        return Uni.createFrom()
                .deferred(() -> call.apply(batch))
                .onFailure(failure -> passes(batch, failure))
                .retry()
                .atMost(ATTEMPTS)
                .onFailure(BatchCall::isOfTheData)
                .recoverWithUni(failure -> isolate(batch, (PgException) failure));
    }

    private boolean passes(List<T> batch, Throwable failure) {
        return failure instanceof PgException pg
                && (TRY_AGAIN.contains(pg.getSqlState()) || isSeenNextTime.test(batch, pg));
    }

    /** Classes 22 (data) and 23 (integrity): some item of the batch, not the database. */
    private static boolean isOfTheData(Throwable failure) {
        return failure instanceof PgException pg
                && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"));
    }

    private Uni<List<ItemResult<R>>> isolate(List<T> batch, PgException failure) {
        if (batch.size() == 1) return Uni.createFrom().item(List.of(refusal.of(batch.get(0), failure)));
        int half = batch.size() / 2;
        return Uni.join()
                .all(of(batch.subList(0, half)), of(batch.subList(half, batch.size())))
                .usingConcurrencyOf(1)
                .andFailFast()
                .map(halves -> halves.stream().flatMap(List::stream).toList());
    }
}
