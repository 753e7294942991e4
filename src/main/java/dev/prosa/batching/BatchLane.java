package dev.prosa.batching;

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
 * <p>Safe to offer to from any thread; its queue is bounded by the capacity of {@link dev.prosa.intake.Intake}.
 *
 * @param <T> what comes in
 * @param <R> what is handed out for it
 */
public final class BatchLane<T, R> {

    private final ConcurrentLinkedQueue<QueuedItem<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final int batchSize;
    private final Function<T, Object> key;
    private final Function<List<T>, Uni<List<ItemResult<R>>>> store;
    private final Consumer<Duration> waited;

    /**
     * @param key items of the same one are taken in the order they came, also when a batch fails
     * @param waited told how long each item waited for its batch
     */
    public BatchLane(
            int batchSize,
            Function<T, Object> key,
            Function<List<T>, Uni<List<ItemResult<R>>>> store,
            Consumer<Duration> waited) {
        this.batchSize = batchSize;
        this.key = key;
        this.store = store;
        this.waited = waited;
    }

    /** All of them at once, so that none can be taken before another is seen to wait behind it. */
    void offer(List<QueuedItem<T, R>> items) {
        waiting.addAll(items); // one append to this kind of queue
    }

    /** Starts the next batch unless one is in flight, whose end will. */
    void go() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            List<QueuedItem<T, R>> batch = next();
            if (!batch.isEmpty()) {
                send(batch);
                return;
            }
            busy.set(false);
        }
    }

    private List<QueuedItem<T, R>> next() {
        List<QueuedItem<T, R>> batch = new ArrayList<>();
        QueuedItem<T, R> pending;
        while (batch.size() < batchSize && (pending = waiting.poll()) != null) batch.add(pending);
        return batch;
    }

    private void send(List<QueuedItem<T, R>> batch) {
        long now = System.nanoTime();
        batch.forEach(pending -> waited.accept(Duration.ofNanos(now - pending.since())));
        store.apply(batch.stream().map(QueuedItem::item).toList())
                .subscribe()
                .with(outcomes -> answer(batch, outcomes), failure -> fail(batch, failure));
    }

    private void answer(List<QueuedItem<T, R>> batch, List<ItemResult<R>> outcomes) {
        release();
        for (int i = 0; i < batch.size(); i++) batch.get(i).answer().complete(outcomes.get(i));
    }

    private void fail(List<QueuedItem<T, R>> batch, Throwable failure) {
        List<QueuedItem<T, R>> failed = new ArrayList<>(batch);
        failed.addAll(successorsOf(batch));
        release();
        failed.forEach(pending -> pending.answer().completeExceptionally(failure));
    }

    /** What waits behind the batch and is of the same keys: taken now, it would be there before what came first. */
    private List<QueuedItem<T, R>> successorsOf(List<QueuedItem<T, R>> batch) {
        Set<Object> keys = batch.stream().map(this::keyOf).collect(Collectors.toSet());
        List<QueuedItem<T, R>> successors = waiting.stream()
                .filter(pending -> keys.contains(keyOf(pending)))
                .toList();
        waiting.removeAll(new HashSet<>(successors));
        return successors;
    }

    private Object keyOf(QueuedItem<T, R> pending) {
        return key.apply(pending.item());
    }

    /** The next batch is on its way before this one is answered. */
    private void release() {
        busy.set(false);
        go();
    }
}
