package dev.prosa.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How feeds are followed. LISTEN needs a direct connection: no PgBouncer in transaction mode. */
@ConfigMapping(prefix = "prosa.feed")
interface FeedConfig {

    /** How often followed feeds are looked at without a hint: the most that a lost hint costs. */
    @WithDefault("1S")
    Duration pollInterval();

    /** How long a read may take before it is given up and left to the next poll. */
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

    /** How long events are kept, up to 100 years; a client that comes back later starts anew. 0: for ever. */
    @WithDefault("P7D")
    @DurationMin(seconds = 0)
    @DurationMax(days = 36_500)
    Duration retention();

    /** Statements of all features that may wait for a connection, at least 1; one more is refused at once: 503. */
    @WithDefault("1000")
    @Min(1)
    int poolWaiting();

    /** How long making a connection to the database may take. */
    @WithDefault("5S")
    Duration connectTimeout();
}
