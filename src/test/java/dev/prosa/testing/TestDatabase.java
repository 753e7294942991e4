package dev.prosa.testing;

import dev.prosa.database.SchemaMigration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for the tests of a JVM, and as many databases with Prosa's schema on it as are asked for. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** Migrated once; the others are copies of it. */
    private static final String TEMPLATE = "prosa_template";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static boolean templateExists;
    private static Migrated ofTheService;

    /** An empty database with Prosa's schema; {@code name} is what it is called on the server of this JVM. */
    public record Migrated(String name, int port) {

        public String reactiveUrl() {
            return "postgresql://127.0.0.1:" + port + "/" + name;
        }

        public String jdbcUrl() {
            return "jdbc:" + reactiveUrl() + "?user=postgres&password=postgres";
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl());
        }
    }

    /** A new empty database with Prosa's schema. */
    public static synchronized Migrated fresh() {
        if (!templateExists) migrate(create(TEMPLATE, "template1"));
        templateExists = true;
        return create(nextName(), TEMPLATE);
    }

    /** The same, migrated itself: a copy is another database than the one whose feeds it holds. */
    public static Migrated migratedItself() {
        return migrate(empty());
    }

    /** A new database with nothing in it, for a service that makes its schema. */
    public static synchronized Migrated empty() {
        return create(nextName(), "template1");
    }

    /** Gives an empty database Prosa's schema. */
    static Migrated migrate(Migrated database) {
        SchemaMigration.migrate(database.jdbcUrl(), "postgres", "postgres");
        return database;
    }

    private static String nextName() {
        return "test_" + DATABASES.incrementAndGet();
    }

    private static Migrated create(String name, String template) {
        try (Connection admin = server().getPostgresDatabase().getConnection();
                var statement = admin.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Migrated(name, server().getPort());
    }

    /** The database of the service under test in this JVM. */
    public static Migrated ofTheService() {
        return ofTheService;
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) server = launch();
        return server;
    }

    private static EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        Migrated database = fresh();
        ofTheService = database;
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres",
                "prosa.secret-key", "a secret of the tests, 32 characters or more");
    }

    @Override
    public void stop() {}
}
