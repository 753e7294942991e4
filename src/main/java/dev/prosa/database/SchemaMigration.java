package dev.prosa.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to this version's schema at the start, before anything else uses the database. It needs one JDBC
 * connection for that time only; the service itself uses the reactive client.
 */
@Singleton
public final class SchemaMigration {

    /** Before all other observers of the start. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

    private final DatabaseConfig config;
    private final Optional<String> reactiveUrl;
    private final Optional<String> username;
    private final Optional<String> password;

    SchemaMigration(
            DatabaseConfig config,
            @ConfigProperty(name = ExternalDatabase.REACTIVE_URL) Optional<String> reactiveUrl,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.config = config;
        this.reactiveUrl = reactiveUrl;
        this.username = username;
        this.password = password;
    }

    void atStart(@Observes @Priority(FIRST) StartupEvent event) {
        if (config.migrateAtStart()) migrate(url(), username.orElse(null), password.orElse(null));
    }

    private String url() {
        return config.migrationUrl()
                .or(() -> reactiveUrl.map(SchemaMigration::jdbcUrl))
                .orElseThrow();
    }

    /** The JDBC address of the database that the reactive client finds at the given one. */
    static String jdbcUrl(String reactiveUrl) {
        return "jdbc:" + reactiveUrl.replaceFirst("^vertx-reactive:", "");
    }

    /** Migrates a database. A function may call another one that a later file defines, so bodies are not checked yet. */
    public static void migrate(String jdbcUrl, String username, String password) {
        Flyway.configure()
                .dataSource(jdbcUrl, username, password)
                .initSql("set check_function_bodies = off")
                .resourceProvider(new MigrationFiles())
                .javaMigrationClassProvider(List::of)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}
