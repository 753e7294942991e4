package dev.prosa.intake;

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
final class Intake {

    private final IntakeLanes<InboundMessage, Receipt> messages;
    private final IntakeLanes<DeliveryReport, Standing> reports;

    Intake(IntakeConfig config, IntakeStore messageStore, ReportStore reportStore, IntakeMetrics metrics) {
        Room room = new Room(config.capacity());
        metrics.room(config.capacity(), room::left);
        messages = lanes(room, config, Sender::of, messageStore::take, metrics.lanes("messages"));
        // which message a report is about is known in the database only, and may be told by another report
        reports = lanes(room, config, DeliveryReport::channel, reportStore::take, metrics.lanes("reports"));
    }

    private static <T, R> IntakeLanes<T, R> lanes(
            Room room,
            IntakeConfig config,
            Function<T, Object> key,
            Function<List<T>, Uni<List<Outcome<R>>>> store,
            LaneMetrics metrics) {
        Function<List<T>, Uni<List<Outcome<R>>>> measured = metrics.measured(store);
        return new IntakeLanes<>(
                room, config.lanes(), key, () -> new IntakeLane<>(config.batch(), key, measured, metrics::waited));
    }

    /** The outcomes in the order given, once all are committed; 503 for all, and nothing taken, if they do not fit. */
    Uni<List<Outcome<Receipt>>> take(List<InboundMessage> batch) {
        return messages.take(batch);
    }

    /** As {@link #take}. */
    Uni<List<Outcome<Standing>>> report(List<DeliveryReport> batch) {
        return reports.take(batch);
    }

    private record Sender(UUID institution, String phone) {

        static Sender of(InboundMessage message) {
            return new Sender(message.institution(), message.phone());
        }
    }
}
