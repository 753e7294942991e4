package dev.prosa.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How feeds are followed. LISTEN needs a direct connection, without a PgBouncer in transaction mode. */
@ConfigMapping(prefix = "prosa.feed")
interface FeedConfig {

    /** How often followed feeds are polled: the longest delay that a lost hint causes. */
    @WithDefault("1S")
    Duration pollInterval();

    /** How long a read may take until it fails; the next poll reads again. */
    @WithDefault("5S")
    Duration readTimeout();

    /** Events in one read, 1–10,000. */
    @WithDefault("256")
    @Min(1)
    @Max(10_000)
    int pageEvents();

    /** Bytes of payload in one read (one event may be longer), at least 1. */
    @WithDefault("1048576")
    @Min(1)
    int pageBytes();

    /** How long events are stored, up to 100 years; a client that was away for longer must resync. 0: for ever. */
    @WithDefault("P7D")
    @DurationMin(seconds = 0)
    @DurationMax(days = 36_500)
    Duration retention();
}
