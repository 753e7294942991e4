package dev.prosa.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the schema of the database is made and kept up to date. */
@ConfigMapping(prefix = "prosa.database")
interface DatabaseConfig {

    /** The JDBC address for the migrations; made of {@code quarkus.datasource.reactive.url} where it is not given. */
    Optional<String> migrationUrl();

    /** Whether each start migrates the database first; false: somebody else does it before the start. */
    @WithDefault("true")
    boolean migrateAtStart();
}
