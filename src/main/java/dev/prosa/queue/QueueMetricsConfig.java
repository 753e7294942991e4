package dev.prosa.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The metrics of the queues. */
@ConfigMapping(prefix = "prosa.queue-metrics")
interface QueueMetricsConfig {

    /** How often each node counts, with one statement for all departments; 5 s or more. */
    @WithDefault("15S")
    @DurationMin(seconds = 5)
    Duration interval();

    /** Of how many departments at most: those whose contacts have waited longest. 0: nothing is counted. 0–10,000. */
    @WithDefault("100")
    @Min(0)
    @Max(10_000)
    int departments();
}
