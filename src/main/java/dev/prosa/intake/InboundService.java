package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemResult;
import dev.prosa.batching.RequestItems;
import dev.prosa.intake.IntakeMetrics.Door;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Takes the messages that one request brings for one channel, and answers item by item in the order given. */
@Singleton
final class InboundService {

    private final ItemReader reader;
    private final Channels channels;
    private final Intake intake;
    private final IntakeMetrics metrics;

    InboundService(ItemReader reader, Channels channels, Intake intake, IntakeMetrics metrics) {
        this.reader = reader;
        this.channels = channels;
        this.intake = intake;
        this.metrics = metrics;
    }

    Uni<List<InboundAnswer>> take(UUID institution, UUID channel, JsonNode body) {
        Uni<List<InboundAnswer>> taken = Uni.createFrom().deferred(() -> taken(institution, channel, body));
        return metrics.messages(Door.HTTP, RequestItems.sizeOf(body), taken);
    }

    private Uni<List<InboundAnswer>> taken(UUID institution, UUID channel, JsonNode body) {
        RequestItems<InboundMessage> batch =
                RequestItems.read(body, item -> reader.message(item, institution, channel));
        List<InboundMessage> good = batch.good();
        Uni<List<ItemResult<InboundResult>>> taken =
                good.isEmpty() ? channels.nothingFor(institution, channel) : intake.take(good);
        return taken.map(outcomes -> batch.answers(outcomes, InboundAnswer::of));
    }
}
