package dev.prosa.intake;

import dev.prosa.platform.Meters;
import dev.prosa.platform.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** What is measured of messages coming in on this node. */
@Singleton
final class IntakeMetrics {

    private static final String NEW = "new";
    private static final String DUPLICATE = "duplicate";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";

    private final Meters meters;
    private final DistributionSummary batchSize;
    private final Timer wait;
    private final Timer commits;
    private final Timer failures;

    /** Where a message came in. */
    enum Door {
        HTTP("http"),
        SANDBOX("sandbox");

        private final String label;

        Door(String label) {
            this.label = label;
        }
    }

    IntakeMetrics(Meters meters) {
        this.meters = meters;
        batchSize = meters.summary("prosa.intake.batch.size", "messages", "Messages taken by one transaction");
        wait = meters.timer("prosa.intake.lane.wait", "From a message's arrival to the beginning of its transaction");
        commits = batches("committed");
        failures = batches(FAILED);
        for (Door door : Door.values())
            List.of(NEW, DUPLICATE, REFUSED, FAILED).forEach(result -> messages(door, result));
    }

    private Timer batches(String result) {
        return meters.timer("prosa.intake.batch", "From sending a batch to its commit", "result", result);
    }

    private Counter messages(Door door, String result) {
        return meters.counter(
                "prosa.intake.messages",
                "messages",
                "Messages that came in, by door and by what became of them",
                "door",
                door.label,
                "result",
                result);
    }

    /** @param left how many more messages may wait */
    void room(int capacity, IntSupplier left) {
        meters.gauge("prosa.intake.capacity", "messages", "Messages that may wait at once", () -> capacity);
        meters.gauge(
                "prosa.intake.waiting",
                "messages",
                "Messages that came in and are not answered yet",
                () -> capacity - left.getAsInt());
    }

    void waited(Duration time) {
        wait.record(time);
    }

    /** The same store, measured. */
    <T, R> Function<List<T>, Uni<List<R>>> measured(Function<List<T>, Uni<List<R>>> store) {
        return batch -> measured(batch.size(), store.apply(batch));
    }

    private <R> Uni<R> measured(int size, Uni<R> taken) {
        long began = System.nanoTime();
        batchSize.record(size);
        return taken.invoke(() -> commits.record(since(began))).onFailure().invoke(() -> failures.record(since(began)));
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** @param items how many were brought: what is said of a request that fails is said of each */
    Uni<List<ItemAnswer>> counted(Door door, int items, Uni<List<ItemAnswer>> taken) {
        return taken.invoke(answers -> answers.forEach(answer -> count(door, answer)))
                .onFailure()
                .invoke(fault -> messages(door, resultOf(fault)).increment(items));
    }

    private void count(Door door, ItemAnswer answer) {
        if (answer.error() != null) messages(door, REFUSED).increment();
        else messages(door, answer.duplicate() ? DUPLICATE : NEW).increment();
    }

    private static String resultOf(Throwable fault) {
        return Problem.of(fault).status() < 500 ? REFUSED : FAILED;
    }
}
