package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.intake.IntakeMetrics.Door;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Takes the delivery reports that one request brings for one channel, and answers as {@link InboundService} does. */
@Singleton
final class ReportService {

    private final ItemReader reader;
    private final Channels channels;
    private final Intake intake;
    private final IntakeMetrics metrics;

    ReportService(ItemReader reader, Channels channels, Intake intake, IntakeMetrics metrics) {
        this.reader = reader;
        this.channels = channels;
        this.intake = intake;
        this.metrics = metrics;
    }

    Uni<List<ReportAnswer>> take(UUID institution, UUID channel, JsonNode body) {
        Uni<List<ReportAnswer>> taken = Uni.createFrom().deferred(() -> taken(institution, channel, body));
        return metrics.reports(Door.HTTP, Batch.sizeOf(body), taken);
    }

    private Uni<List<ReportAnswer>> taken(UUID institution, UUID channel, JsonNode body) {
        Batch<DeliveryReport> batch = Batch.read(body, item -> reader.report(item, institution, channel));
        List<DeliveryReport> good = batch.good();
        Uni<List<Outcome<Standing>>> taken =
                good.isEmpty() ? channels.nothingFor(institution, channel) : intake.report(good);
        return taken.map(outcomes -> batch.answers(outcomes, ReportAnswer::of));
    }
}
