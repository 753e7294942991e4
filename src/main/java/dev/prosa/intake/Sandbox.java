package dev.prosa.intake;

import dev.prosa.database.embedded.DemoMode;
import dev.prosa.intake.IntakeMetrics.Door;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Plays contacts: makes up a message's external id and, if need be, picks the channel. */
@Singleton
final class Sandbox {

    private final Channels channels;
    private final Intake intake;
    private final DemoMode demo;
    private final IntakeMetrics metrics;

    Sandbox(Channels channels, Intake intake, DemoMode demo, IntakeMetrics metrics) {
        this.channels = channels;
        this.intake = intake;
        this.demo = demo;
        this.metrics = metrics;
    }

    /** Whether any agent may play a contact: in demo mode. */
    boolean isOpenToAgents() {
        return demo.isOn();
    }

    Uni<List<InboundAnswer>> simulate(UUID institution, SimulateRequest request) {
        return metrics.messages(Door.SANDBOX, 1, simulated(institution, request));
    }

    private Uni<List<InboundAnswer>> simulated(UUID institution, SimulateRequest request) {
        String externalId = "sandbox-" + UUID.randomUUID();
        return channel(institution, request.channelId())
                .map(channel -> List.of(request.checked(institution, channel, externalId)))
                .chain(intake::take)
                .map(outcomes ->
                        List.of(InboundAnswer.taken(externalId, outcomes.get(0).receiptOrThrow())));
    }

    private Uni<UUID> channel(UUID institution, UUID wanted) {
        return channels.find(institution, wanted)
                .onItem()
                .ifNull()
                .failWith(() -> wanted == null ? Problem.NOT_FOUND.refused("There is no channel") : unknown());
    }

    private static RuntimeException unknown() {
        return Refused.field("channelId", "no such channel");
    }
}
