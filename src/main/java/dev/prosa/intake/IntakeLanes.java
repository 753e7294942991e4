package dev.prosa.intake;

import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Several lanes side by side; items of one key go through one of them, in the order they came.
 *
 * @param <T> what comes in
 * @param <R> what is handed out for it
 */
final class IntakeLanes<T, R> {

    private final Room room;
    private final ToIntFunction<T> key;
    private final List<IntakeLane<T, R>> lanes;

    IntakeLanes(Room room, int lanes, ToIntFunction<T> key, Supplier<IntakeLane<T, R>> lane) {
        this.room = room;
        this.key = key;
        this.lanes = Stream.generate(lane).limit(lanes).toList();
    }

    /** The outcomes in the order given, once all are committed; 503 for all, and nothing taken, if they do not fit. */
    Uni<List<Outcome<R>>> take(List<T> items) {
        if (!room.reserve(items.size()))
            return Uni.createFrom().failure(Problem.UNAVAILABLE.refused("The intake is full"));
        List<CompletableFuture<Outcome<R>>> answers =
                items.stream().map(this::offer).toList();
        lanes.forEach(IntakeLane::go);
        return Uni.createFrom().completionStage(all(answers));
    }

    private CompletableFuture<Outcome<R>> offer(T item) {
        IntakeLane<T, R> lane = lanes.get(Math.floorMod(key.applyAsInt(item), lanes.size()));
        return lane.offer(item).whenComplete((outcome, failure) -> room.giveBack());
    }

    private static <A> CompletableFuture<List<A>> all(List<CompletableFuture<A>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }
}
