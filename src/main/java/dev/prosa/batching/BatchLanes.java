package dev.prosa.batching;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several lanes side by side. Items with the same key go through the same lane, in the order in which they came.
 *
 * @param <T> an item
 * @param <R> the value of an accepted item
 */
public final class BatchLanes<T, R> {

    private final Semaphore capacity;
    private final Function<T, Object> key;
    private final List<BatchLane<T, R>> lanes;

    /** @param lane makes one more lane, with the same key */
    BatchLanes(Semaphore capacity, int lanes, Function<T, Object> key, Supplier<BatchLane<T, R>> lane) {
        this.capacity = capacity;
        this.key = key;
        this.lanes = Stream.generate(lane).limit(lanes).toList();
    }

    /** The results in the order given, once all are committed. If the items do not fit, all are refused with 503. */
    public Uni<List<ItemResult<R>>> submit(List<T> items) {
        if (!capacity.tryAcquire(items.size()))
            return Uni.createFrom().failure(Problem.UNAVAILABLE.refused("The intake is full"));
        List<QueuedItem<T, R>> queued = items.stream().map(this::queued).toList();
        queued.stream().collect(Collectors.groupingBy(this::laneOf)).forEach(BatchLane::enqueue);
        lanes.forEach(BatchLane::dispatch);
        return Uni.createFrom()
                .completionStage(all(queued.stream().map(QueuedItem::result).toList()));
    }

    private QueuedItem<T, R> queued(T item) {
        QueuedItem<T, R> queued = new QueuedItem<>(item);
        queued.result().whenComplete((result, failure) -> capacity.release());
        return queued;
    }

    private BatchLane<T, R> laneOf(QueuedItem<T, R> queued) {
        return lanes.get(Math.floorMod(key.apply(queued.item()).hashCode(), lanes.size()));
    }

    private static <A> CompletableFuture<List<A>> all(List<CompletableFuture<A>> results) {
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(done -> results.stream().map(CompletableFuture::join).toList());
    }
}
