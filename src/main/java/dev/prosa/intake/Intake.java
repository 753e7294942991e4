package dev.prosa.intake;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/**
 * Takes in messages, by contact into one of the lanes, and delivery reports, by channel; of both together at most
 * {@code capacity} at once on this node.
 */
@Singleton
final class Intake {

    private final IntakeLanes<InboundMessage, Receipt> messages;
    private final IntakeLanes<DeliveryReport, Standing> reports;

    Intake(IntakeConfig config, IntakeStore messageStore, ReportStore reportStore) {
        Room room = new Room(config.capacity());
        messages = new IntakeLanes<>(
                room, config.lanes(), Intake::contact, () -> new IntakeLane<>(config.batch(), messageStore::take));
        reports = new IntakeLanes<>(
                room, config.lanes(), Intake::channel, () -> new IntakeLane<>(config.batch(), reportStore::take));
    }

    /** The outcomes in the order given, once all are committed; 503 for all, and nothing taken, if they do not fit. */
    Uni<List<Outcome<Receipt>>> take(List<InboundMessage> batch) {
        return messages.take(batch);
    }

    /** As {@link #take}. */
    Uni<List<Outcome<Standing>>> report(List<DeliveryReport> batch) {
        return reports.take(batch);
    }

    private static int contact(InboundMessage message) {
        return Objects.hash(message.institution(), message.phone());
    }

    /** By channel: which message a report is about is known in the database only, and may be told by another report. */
    private static int channel(DeliveryReport report) {
        return report.channel().hashCode();
    }
}
