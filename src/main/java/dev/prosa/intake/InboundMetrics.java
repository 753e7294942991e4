package dev.prosa.intake;

import dev.prosa.batching.ItemMetrics;
import dev.prosa.observability.Meters;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;

/** Measures inbound messages. */
@Startup // so that the counters are there before the first item comes
@Singleton
public final class InboundMetrics extends ItemMetrics<InboundResult> {

    private static final String NEW = "new";
    private static final String DUPLICATE = "duplicate";

    InboundMetrics(Meters meters) {
        super(
                meters,
                "messages",
                EnumSet.allOf(Source.class),
                List.of(NEW, DUPLICATE),
                result -> result.duplicate() ? DUPLICATE : NEW);
    }
}
