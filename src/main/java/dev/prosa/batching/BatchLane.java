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
 * A queue, first in first out, with one batch in flight. Items that come meanwhile wait for the next batch.
 *
 * <p>May be called from any thread. The queue has no bound of its own: {@link BatchLanes} bounds all lanes together.
 *
 * @param <T> an item
 * @param <R> the value of an accepted item
 */
final class BatchLane<T, R> {

    private final ConcurrentLinkedQueue<QueuedItem<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final int batchSize;
    private final Function<T, Object> key;
    private final Function<List<T>, Uni<List<ItemResult<R>>>> store;
    private final Consumer<Duration> waited;

    /**
     * @param key items with the same key are stored in the order in which they came, also when a batch fails
     * @param waited receives the time that each item waited for its batch
     */
    BatchLane(
            int batchSize,
            Function<T, Object> key,
            Function<List<T>, Uni<List<ItemResult<R>>>> store,
            Consumer<Duration> waited) {
        this.batchSize = batchSize;
        this.key = key;
        this.store = store;
        this.waited = waited;
    }

    /** Adds all items at once: when a batch fails, its successors must be in the queue to be failed with it. */
    void enqueue(List<QueuedItem<T, R>> items) {
        queue.addAll(items); // atomic for this kind of queue
    }

    /** Starts the next batch, unless one is in flight: when that one ends, it starts the next. */
    void dispatch() {
        while (!queue.isEmpty() && busy.compareAndSet(false, true)) {
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
        QueuedItem<T, R> queued;
        while (batch.size() < batchSize && (queued = queue.poll()) != null) batch.add(queued);
        return batch;
    }

    private void send(List<QueuedItem<T, R>> batch) {
        long now = System.nanoTime();
        batch.forEach(queued -> waited.accept(Duration.ofNanos(now - queued.since())));
        store.apply(batch.stream().map(QueuedItem::item).toList())
                .subscribe()
                .with(results -> complete(batch, results), failure -> fail(batch, failure));
    }

    private void complete(List<QueuedItem<T, R>> batch, List<ItemResult<R>> results) {
        dispatchNext();
        for (int i = 0; i < batch.size(); i++) batch.get(i).result().complete(results.get(i));
    }

    private void fail(List<QueuedItem<T, R>> batch, Throwable failure) {
        List<QueuedItem<T, R>> failed = new ArrayList<>(batch);
        failed.addAll(removeSuccessorsOf(batch));
        dispatchNext();
        failed.forEach(queued -> queued.result().completeExceptionally(failure));
    }

    /** Items that wait with a key of the batch. They fail with it: stored now, they would overtake a repeat of it. */
    private List<QueuedItem<T, R>> removeSuccessorsOf(List<QueuedItem<T, R>> batch) {
        Set<Object> keys = batch.stream().map(this::keyOf).collect(Collectors.toSet());
        List<QueuedItem<T, R>> successors =
                queue.stream().filter(queued -> keys.contains(keyOf(queued))).toList();
        queue.removeAll(new HashSet<>(successors));
        return successors;
    }

    private Object keyOf(QueuedItem<T, R> queued) {
        return key.apply(queued.item());
    }

    /** The next batch starts before the items of this one are answered. */
    private void dispatchNext() {
        busy.set(false);
        dispatch();
    }
}
