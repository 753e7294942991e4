package dev.prosa.intake;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

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
        messages = new IntakeLanes<>(room, config.lanes(), config.batch(), Sender::of, messageStore::take);
        // which message a report is about is known in the database only, and may be told by another report
        reports = new IntakeLanes<>(room, config.lanes(), config.batch(), DeliveryReport::channel, reportStore::take);
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
