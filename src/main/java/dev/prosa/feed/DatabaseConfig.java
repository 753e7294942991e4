package dev.prosa.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The connections to the database that all features share. */
@ConfigMapping(prefix = "prosa.database")
interface DatabaseConfig {

    /** Statements that may wait for a connection, at least 1; one more is refused at once: 503. */
    @WithDefault("1000")
    @Min(1)
    int waiting();

    /** How long making a connection may take. */
    @WithDefault("5S")
    Duration connectTimeout();
}
