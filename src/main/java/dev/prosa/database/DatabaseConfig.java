package dev.prosa.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** The bounds of the connection pool, and whether the schema is migrated at the start; size and credentials are Quarkus' own keys. */
@ConfigMapping(prefix = "prosa.database")
public interface DatabaseConfig {

    /** Statements of all features that may wait for a connection, at least 1; one more is refused at once: 503. */
    @WithDefault("1000")
    @Min(1)
    int maxWaiting();

    /** How long connecting to the database may take. */
    @WithDefault("5S")
    Duration connectTimeout();

    /** The JDBC address for the migrations; made of {@code quarkus.datasource.reactive.url} where it is not given. */
    Optional<String> migrationUrl();

    /** Whether each start migrates the database first; false: somebody else does it before the start. */
    @WithDefault("true")
    boolean migrateAtStart();
}
