package dev.prosa.delivery;

import dev.prosa.batching.ItemMetrics;
import dev.prosa.observability.Meters;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;

/** Measures delivery reports. */
@Startup // so that the counters are there before the first item comes
@Singleton
public final class ReportMetrics extends ItemMetrics<DeliveryState> {

    private static final String TAKEN = "taken";

    ReportMetrics(Meters meters) {
        super(meters, "reports", EnumSet.of(Source.HTTP, Source.KAFKA), List.of(TAKEN), state -> TAKEN);
    }
}
