package dev.prosa.intake;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One batch in flight, first in first out: what arrives meanwhile goes with the next one.
 *
 * <p>Safe to offer to from any thread; its queue is bounded by the capacity of {@link Intake}.
 *
 * @param <T> what comes in
 * @param <R> what is handed out for it
 */
final class IntakeLane<T, R> {

    private final ConcurrentLinkedQueue<Pending<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final int batchSize;
    private final Function<T, Object> key;
    private final Function<List<T>, Uni<List<Outcome<R>>>> store;
    private final Consumer<Duration> waited;

    /**
     * @param key items of the same one are taken in the order they came, also when a batch fails
     * @param waited told how long each item waited for its batch
     */
    IntakeLane(
            int batchSize,
            Function<T, Object> key,
            Function<List<T>, Uni<List<Outcome<R>>>> store,
            Consumer<Duration> waited) {
        this.batchSize = batchSize;
        this.key = key;
        this.store = store;
        this.waited = waited;
    }

    /** All of them at once, so that none can be taken before another is seen to wait behind it. */
    void offer(List<Pending<T, R>> items) {
        waiting.addAll(items); // one append to this kind of queue
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
        long now = System.nanoTime();
        batch.forEach(pending -> waited.accept(Duration.ofNanos(now - pending.since())));
        store.apply(batch.stream().map(Pending::item).toList())
                .subscribe()
                .with(outcomes -> answer(batch, outcomes), failure -> fail(batch, failure));
    }

    private void answer(List<Pending<T, R>> batch, List<Outcome<R>> outcomes) {
        release();
        for (int i = 0; i < batch.size(); i++) batch.get(i).answer().complete(outcomes.get(i));
    }

    private void fail(List<Pending<T, R>> batch, Throwable failure) {
        List<Pending<T, R>> failed = new ArrayList<>(batch);
        failed.addAll(successorsOf(batch));
        release();
        failed.forEach(pending -> pending.answer().completeExceptionally(failure));
    }

    /** What waits behind the batch and is of the same keys: taken now, it would be there before what came first. */
    private List<Pending<T, R>> successorsOf(List<Pending<T, R>> batch) {
        Set<Object> keys = batch.stream().map(this::keyOf).collect(Collectors.toSet());
        List<Pending<T, R>> successors = waiting.stream()
                .filter(pending -> keys.contains(keyOf(pending)))
                .toList();
        waiting.removeAll(new HashSet<>(successors));
        return successors;
    }

    private Object keyOf(Pending<T, R> pending) {
        return key.apply(pending.item());
    }

    /** The next batch is on its way before this one is answered. */
    private void release() {
        busy.set(false);
        go();
    }
}
