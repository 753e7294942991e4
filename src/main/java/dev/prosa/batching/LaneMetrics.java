package dev.prosa.batching;

import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Measures the lanes of one kind of items. */
final class LaneMetrics {

    private final DistributionSummary size;
    private final Timer wait;
    private final Timer commits;
    private final Timer failures;

    LaneMetrics(Meters meters, String kind) {
        size = meters.summary("prosa.intake.batch.size", "items", "Items taken by one transaction", "kind", kind);
        wait = meters.timer(
                "prosa.intake.lane.wait", "From an item's arrival to the beginning of its transaction", "kind", kind);
        commits = batches(meters, kind, "committed");
        failures = batches(meters, kind, "failed");
    }

    private static Timer batches(Meters meters, String kind, String result) {
        return meters.timer("prosa.intake.batch", "From sending a batch to its commit", "kind", kind, "result", result);
    }

    void waited(Duration time) {
        wait.record(time);
    }

    /** The same store, measured. */
    <T, R> Function<List<T>, Uni<R>> measured(Function<List<T>, Uni<R>> store) {
        return batch -> measured(batch.size(), store.apply(batch));
    }

    private <R> Uni<R> measured(int items, Uni<R> stored) {
        long began = System.nanoTime();
        size.record(items);
        return stored.invoke(() -> commits.record(since(began)))
                .onFailure()
                .invoke(() -> failures.record(since(began)));
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
