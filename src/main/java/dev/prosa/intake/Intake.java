package dev.prosa.intake;

import dev.prosa.batching.BatchLane;
import dev.prosa.batching.BatchLanes;
import dev.prosa.batching.Capacity;
import dev.prosa.batching.IntakeConfig;
import dev.prosa.batching.ItemResult;
import dev.prosa.batching.LaneMetrics;
import dev.prosa.delivery.DeliveryReport;
import dev.prosa.delivery.DeliveryState;
import dev.prosa.delivery.ReportStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes in messages, by contact into one of the lanes, and delivery reports, by channel; of both together at most
 * {@code capacity} at once on this node.
 */
@Singleton
public final class Intake {

    private final BatchLanes<InboundMessage, InboundResult> messages;
    private final BatchLanes<DeliveryReport, DeliveryState> reports;

    Intake(IntakeConfig config, IntakeStore messageStore, ReportStore reportStore, IntakeMetrics metrics) {
        Capacity room = new Capacity(config.capacity());
        metrics.room(config.capacity(), room::left);
        messages = lanes(room, config, Sender::of, messageStore::take, metrics.lanes("messages"));
        // which message a report is about is known in the database only, and may be told by another report
        reports = lanes(room, config, DeliveryReport::channel, reportStore::take, metrics.lanes("reports"));
    }

    private static <T, R> BatchLanes<T, R> lanes(
            Capacity room,
            IntakeConfig config,
            Function<T, Object> key,
            Function<List<T>, Uni<List<ItemResult<R>>>> store,
            LaneMetrics metrics) {
        Function<List<T>, Uni<List<ItemResult<R>>>> measured = metrics.measured(store);
        return new BatchLanes<>(
                room, config.lanes(), key, () -> new BatchLane<>(config.batch(), key, measured, metrics::waited));
    }

    /** The outcomes in the order given, once all are committed; 503 for all, and nothing taken, if they do not fit. */
    public Uni<List<ItemResult<InboundResult>>> take(List<InboundMessage> batch) {
        return messages.take(batch);
    }

    /** As {@link #take}. */
    public Uni<List<ItemResult<DeliveryState>>> report(List<DeliveryReport> batch) {
        return reports.take(batch);
    }

    private record Sender(UUID institution, String phone) {

        static Sender of(InboundMessage message) {
            return new Sender(message.institution(), message.phone());
        }
    }
}
