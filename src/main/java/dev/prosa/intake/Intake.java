package dev.prosa.intake;

import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Takes messages in: by contact into one of the lanes, at most {@code capacity} at once on this node. */
@Singleton
final class Intake {

    private final List<IntakeLane> lanes;
    private final AtomicInteger room;

    @Inject
    Intake(IntakeConfig config, IntakeStore store, IntakeMetrics metrics) {
        this(
                config.capacity(),
                config.lanes(),
                () -> new IntakeLane(config.batch(), metrics.measured(store::take), metrics::waited));
        metrics.room(config.capacity(), room::get);
    }

    Intake(int capacity, int lanes, Supplier<IntakeLane> lane) {
        this.room = new AtomicInteger(capacity);
        this.lanes = Stream.generate(lane).limit(lanes).toList();
    }

    /** The outcomes in the order given, once all are committed; 503 for all, and nothing taken, if they do not fit. */
    Uni<List<Outcome>> take(List<InboundMessage> messages) {
        if (!reserve(messages.size()))
            return Uni.createFrom().failure(Problem.UNAVAILABLE.refused("The intake is full"));
        List<CompletableFuture<Outcome>> answers =
                messages.stream().map(this::offer).toList();
        lanes.forEach(IntakeLane::go);
        return Uni.createFrom().completionStage(all(answers));
    }

    private boolean reserve(int places) {
        int left = room.get();
        while (left >= places) {
            if (room.compareAndSet(left, left - places)) return true;
            left = room.get();
        }
        return false;
    }

    private CompletableFuture<Outcome> offer(InboundMessage message) {
        return laneOf(message).offer(message).whenComplete((outcome, failure) -> room.incrementAndGet());
    }

    private IntakeLane laneOf(InboundMessage message) {
        int hash = Objects.hash(message.institution(), message.phone());
        return lanes.get(Math.floorMod(hash, lanes.size()));
    }

    private static CompletableFuture<List<Outcome>> all(List<CompletableFuture<Outcome>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }
}
