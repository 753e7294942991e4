package dev.prosa.intake;

import dev.prosa.batching.ChannelLookup;
import dev.prosa.batching.ItemMetrics.Source;
import dev.prosa.batching.ItemResult;
import dev.prosa.database.embedded.DemoMode;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Plays contacts: makes up the external id of a message, and chooses the channel if none is given. */
@Singleton
final class Sandbox {

    private final ChannelLookup channels;
    private final InboundLanes lanes;
    private final DemoMode demo;
    private final InboundMetrics metrics;

    Sandbox(ChannelLookup channels, InboundLanes lanes, DemoMode demo, InboundMetrics metrics) {
        this.channels = channels;
        this.lanes = lanes;
        this.demo = demo;
        this.metrics = metrics;
    }

    /** Whether any agent may play a contact: in demo mode. */
    boolean isOpenToAgents() {
        return demo.isOn();
    }

    Uni<List<InboundAnswer>> simulate(UUID institution, SimulateRequest request) {
        String externalId = "sandbox-" + UUID.randomUUID();
        return results(institution, request, externalId)
                .invoke(results -> metrics.count(Source.SANDBOX, results))
                .onFailure()
                .invoke(failure -> metrics.countFailure(Source.SANDBOX, 1, failure))
                .map(results -> results.get(0).orThrow())
                .map(message -> List.of(InboundAnswer.accepted(externalId, message)));
    }

    private Uni<List<ItemResult<InboundResult>>> results(UUID institution, SimulateRequest request, String externalId) {
        return channel(institution, request.channelId())
                .map(channel -> List.of(request.checked(institution, channel, externalId)))
                .chain(lanes::submit);
    }

    private Uni<UUID> channel(UUID institution, UUID wanted) {
        return channels.find(institution, wanted)
                .onItem()
                .ifNull()
                .failWith(() -> wanted == null ? Problem.NOT_FOUND.refused("There is no channel") : unknown());
    }

    private static Refused unknown() {
        return Refused.field("channelId", "no such channel");
    }
}
