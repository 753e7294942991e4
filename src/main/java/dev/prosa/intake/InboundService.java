package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ChannelLookup;
import dev.prosa.batching.ItemMetrics.Source;
import dev.prosa.batching.ItemResult;
import dev.prosa.batching.RequestItems;
import dev.prosa.batching.RequestResults;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Stores the messages of one request for one channel, and answers item by item in the order given. */
@Singleton
final class InboundService {

    private final InboundReader reader;
    private final ChannelLookup channels;
    private final InboundLanes lanes;
    private final InboundMetrics metrics;

    InboundService(InboundReader reader, ChannelLookup channels, InboundLanes lanes, InboundMetrics metrics) {
        this.reader = reader;
        this.channels = channels;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    Uni<List<InboundAnswer>> receive(UUID institution, UUID channel, JsonNode body) {
        return Uni.createFrom()
                .deferred(() -> results(institution, channel, body))
                .invoke(request -> metrics.count(Source.HTTP, request.results()))
                .onFailure()
                .invoke(failure -> metrics.countFailure(Source.HTTP, RequestItems.sizeOf(body), failure))
                .map(request -> request.answers(InboundAnswer::of));
    }

    private Uni<RequestResults<InboundResult>> results(UUID institution, UUID channel, JsonNode body) {
        RequestItems<InboundMessage> request = RequestItems.read(body, item -> reader.read(item, institution, channel));
        List<InboundMessage> messages = request.readable();
        Uni<List<ItemResult<InboundResult>>> stored =
                messages.isEmpty() ? channels.noResults(institution, channel) : lanes.submit(messages);
        return stored.map(request::results);
    }
}
