package dev.prosa.intake;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One batch in flight, first in first out: what arrives meanwhile goes with the next one.
 *
 * <p>Safe to offer to from any thread; its queue is bounded by the capacity of {@link Intake}.
 *
 * @param <T> what comes in
 * @param <R> what is handed out for it
 */
final class IntakeLane<T, R> {

    private final Queue<Pending<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final int batchSize;
    private final Function<List<T>, Uni<List<Outcome<R>>>> store;

    /** What becomes of one item: answered once its batch is committed, or has failed. */
    private record Pending<T, R>(T item, CompletableFuture<Outcome<R>> answer) {}

    IntakeLane(int batchSize, Function<List<T>, Uni<List<Outcome<R>>>> store) {
        this.batchSize = batchSize;
        this.store = store;
    }

    CompletableFuture<Outcome<R>> offer(T item) {
        Pending<T, R> pending = new Pending<>(item, new CompletableFuture<>());
        waiting.add(pending);
        return pending.answer();
    }

    /** Starts the next batch unless one is in flight, whose end will. */
    void go() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            List<Pending<T, R>> batch = next();
            if (!batch.isEmpty()) {
                send(batch);
                return;
            }
            busy.set(false);
        }
    }

    private List<Pending<T, R>> next() {
        List<Pending<T, R>> batch = new ArrayList<>();
        Pending<T, R> pending;
        while (batch.size() < batchSize && (pending = waiting.poll()) != null) batch.add(pending);
        return batch;
    }

    private void send(List<Pending<T, R>> batch) {
        store.apply(batch.stream().map(Pending::item).toList())
                .subscribe()
                .with(outcomes -> answer(batch, outcomes), failure -> fail(batch, failure));
    }

    private void answer(List<Pending<T, R>> batch, List<Outcome<R>> outcomes) {
        release();
        for (int i = 0; i < batch.size(); i++) batch.get(i).answer().complete(outcomes.get(i));
    }

    private void fail(List<Pending<T, R>> batch, Throwable failure) {
        release();
        batch.forEach(pending -> pending.answer().completeExceptionally(failure));
    }

    /** The next batch is on its way before this one is answered. */
    private void release() {
        busy.set(false);
        go();
    }
}
