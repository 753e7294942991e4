package dev.prosa.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes meters that say what they are; each stands in {@code docs/metrics.md}. Labels are pairs of name and value, of
 * few values each: never a name, a phone or an address.
 */
@Singleton
public final class Meters {

    private static final Duration[] TIMES = IntStream.of(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    public Counter counter(String name, String unit, String description, String... labels) {
        return Counter.builder(name)
                .baseUnit(unit)
                .description(description)
                .tags(labels)
                .register(registry);
    }

    /** With a count of those that were as fast as each of {@link #TIMES}, so that nodes can be added up. */
    public Timer timer(String name, String description, String... labels) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(TIMES)
                .tags(labels)
                .register(registry);
    }

    /** With a count of those that were as small as each of {@link #SIZES}. */
    public DistributionSummary summary(String name, String unit, String description, String... labels) {
        return DistributionSummary.builder(name)
                .baseUnit(unit)
                .description(description)
                .serviceLevelObjectives(SIZES)
                .tags(labels)
                .register(registry);
    }

    /** A gauge for each of things that come and go. */
    public MultiGauge rows(String name, String unit, String description) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(registry);
    }

    /** @param value read at each scrape; it must not block */
    public void gauge(String name, String unit, String description, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit(unit).description(description).register(registry);
    }
}
