package dev.prosa.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemResult;
import dev.prosa.batching.RequestItems;
import dev.prosa.intake.Channels;
import dev.prosa.intake.Intake;
import dev.prosa.intake.IntakeMetrics;
import dev.prosa.intake.IntakeMetrics.Door;
import dev.prosa.intake.ItemReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Takes the delivery reports that one request brings for one channel, and answers as {@link dev.prosa.intake.InboundService} does. */
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
        return metrics.reports(Door.HTTP, RequestItems.sizeOf(body), taken);
    }

    private Uni<List<ReportAnswer>> taken(UUID institution, UUID channel, JsonNode body) {
        RequestItems<DeliveryReport> batch = RequestItems.read(body, item -> reader.report(item, institution, channel));
        List<DeliveryReport> good = batch.good();
        Uni<List<ItemResult<DeliveryState>>> taken =
                good.isEmpty() ? channels.nothingFor(institution, channel) : intake.report(good);
        return taken.map(outcomes -> batch.answers(outcomes, ReportAnswer::of));
    }
}
