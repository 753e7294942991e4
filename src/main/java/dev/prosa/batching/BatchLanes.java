package dev.prosa.batching;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several lanes side by side; items of one key go through one of them, in the order they came.
 *
 * @param <T> what comes in
 * @param <R> what is handed out for it
 */
public final class BatchLanes<T, R> {

    private final Capacity room;
    private final Function<T, Object> key;
    private final List<BatchLane<T, R>> lanes;

    /** @param lane makes one more lane, of the same key */
    public BatchLanes(Capacity room, int lanes, Function<T, Object> key, Supplier<BatchLane<T, R>> lane) {
        this.room = room;
        this.key = key;
        this.lanes = Stream.generate(lane).limit(lanes).toList();
    }

    /** The outcomes in the order given, once all are committed; 503 for all, and nothing taken, if they do not fit. */
    public Uni<List<ItemResult<R>>> take(List<T> items) {
        if (!room.reserve(items.size()))
            return Uni.createFrom().failure(Problem.UNAVAILABLE.refused("The intake is full"));
        List<QueuedItem<T, R>> pending = items.stream().map(this::pending).toList();
        pending.stream().collect(Collectors.groupingBy(this::laneOf)).forEach(BatchLane::offer);
        lanes.forEach(BatchLane::go);
        return Uni.createFrom()
                .completionStage(all(pending.stream().map(QueuedItem::answer).toList()));
    }

    private QueuedItem<T, R> pending(T item) {
        QueuedItem<T, R> pending = new QueuedItem<>(item);
        pending.answer().whenComplete((outcome, failure) -> room.giveBack());
        return pending;
    }

    private BatchLane<T, R> laneOf(QueuedItem<T, R> pending) {
        return lanes.get(Math.floorMod(key.apply(pending.item()).hashCode(), lanes.size()));
    }

    private static <A> CompletableFuture<List<A>> all(List<CompletableFuture<A>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }
}
