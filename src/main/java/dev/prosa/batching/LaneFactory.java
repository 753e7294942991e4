package dev.prosa.batching;

import dev.prosa.observability.Meters;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Makes lanes that share one bound: {@code prosa.intake.capacity} items on this node, whatever they are. */
@Singleton
public final class LaneFactory {

    private final BatchingConfig config;
    private final Semaphore capacity;

    LaneFactory(BatchingConfig config, Meters meters) {
        this.config = config;
        capacity = new Semaphore(config.capacity());
        meters.gauge("prosa.intake.capacity", "items", "Items that may wait at once", config::capacity);
        meters.gauge("prosa.intake.waiting", "items", "Items that came in and are not answered yet", this::waiting);
    }

    private int waiting() {
        return config.capacity() - capacity.availablePermits();
    }

    /**
     * @param key items with the same key stay in the order in which they came
     * @param store stores a batch, and answers with a result for each of its items
     */
    public <T, R> BatchLanes<T, R> lanes(
            Function<T, Object> key, Function<List<T>, Uni<List<ItemResult<R>>>> store, LaneMetrics metrics) {
        Function<List<T>, Uni<List<ItemResult<R>>>> measured = metrics.measured(store);
        return new BatchLanes<>(
                capacity, config.lanes(), key, () -> new BatchLane<>(config.batch(), key, measured, metrics::waited));
    }
}
