package dev.prosa.delivery;

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

/** Stores the delivery reports of one request for one channel, and answers item by item in the order given. */
@Singleton
final class ReportService {

    private final ReportReader reader;
    private final ChannelLookup channels;
    private final ReportLanes lanes;
    private final ReportMetrics metrics;

    ReportService(ReportReader reader, ChannelLookup channels, ReportLanes lanes, ReportMetrics metrics) {
        this.reader = reader;
        this.channels = channels;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    Uni<List<ReportAnswer>> receive(UUID institution, UUID channel, JsonNode body) {
        return Uni.createFrom()
                .deferred(() -> results(institution, channel, body))
                .invoke(request -> metrics.count(Source.HTTP, request.results()))
                .onFailure()
                .invoke(failure -> metrics.countFailure(Source.HTTP, RequestItems.sizeOf(body), failure))
                .map(request -> request.answers(ReportAnswer::of));
    }

    private Uni<RequestResults<DeliveryState>> results(UUID institution, UUID channel, JsonNode body) {
        RequestItems<DeliveryReport> request = RequestItems.read(body, item -> reader.read(item, institution, channel));
        List<DeliveryReport> reports = request.readable();
        Uni<List<ItemResult<DeliveryState>>> stored =
                reports.isEmpty() ? channels.noResults(institution, channel) : lanes.submit(reports);
        return stored.map(request::results);
    }
}
