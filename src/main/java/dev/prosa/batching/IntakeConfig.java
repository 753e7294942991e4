package dev.prosa.batching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How much comes in at once. */
@ConfigMapping(prefix = "prosa.intake")
public interface IntakeConfig {

    /** Lanes per node: batches in flight at once, each on a connection of its own. 1–64. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int lanes();

    /** The most messages one transaction takes. 1–1000. */
    @WithDefault("64")
    @Min(1)
    @Max(1000)
    int batch();

    /** The most messages that wait on a node; a request that does not fit is answered 503. 500–1,000,000. */
    @WithDefault("10000")
    @Min(500)
    @Max(1_000_000)
    int capacity();

    /** How long a batch may take; then nothing is known of it, its senders are answered 503, and the lane goes on. */
    @WithDefault("30S")
    Duration patience();
}
