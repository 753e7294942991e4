package dev.prosa.delivery;

import dev.prosa.batching.BatchLanes;
import dev.prosa.batching.ItemResult;
import dev.prosa.batching.LaneFactory;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The lanes of delivery reports: those of one channel go through one lane. A finer key is not possible: only the
 * database knows which message a report is about, and another report may have to say it first.
 */
@Singleton
public final class ReportLanes {

    private final BatchLanes<DeliveryReport, DeliveryState> lanes;

    ReportLanes(LaneFactory factory, ReportStore store, ReportMetrics metrics) {
        lanes = factory.lanes(DeliveryReport::channel, store::store, metrics.lanes());
    }

    /** As {@link BatchLanes#submit}. */
    public Uni<List<ItemResult<DeliveryState>>> submit(List<DeliveryReport> reports) {
        return lanes.submit(reports);
    }
}
