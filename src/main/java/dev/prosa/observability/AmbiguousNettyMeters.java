package dev.prosa.observability;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Leaves out a gauge that Netty registers once per event loop group with no label to tell them apart. */
final class AmbiguousNettyMeters {

    private AmbiguousNettyMeters() {}

    @Produces
    @Singleton
    static MeterFilter denied() {
        return MeterFilter.denyNameStartsWith("netty.eventexecutor.workers");
    }
}
