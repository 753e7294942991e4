package dev.prosa.intake;

import dev.prosa.batching.BatchLanes;
import dev.prosa.batching.ItemResult;
import dev.prosa.batching.LaneFactory;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The lanes of inbound messages: those of one contact go through one lane. */
@Singleton
public final class InboundLanes {

    private final BatchLanes<InboundMessage, InboundResult> lanes;

    InboundLanes(LaneFactory factory, InboundStore store, InboundMetrics metrics) {
        lanes = factory.lanes(Sender::of, store::store, metrics.lanes());
    }

    /** As {@link BatchLanes#submit}. */
    public Uni<List<ItemResult<InboundResult>>> submit(List<InboundMessage> messages) {
        return lanes.submit(messages);
    }

    private record Sender(UUID institution, String phone) {

        static Sender of(InboundMessage message) {
            return new Sender(message.institution(), message.phone());
        }
    }
}
