package dev.prosa;

import dev.prosa.database.ExternalDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service of a container image or a native executable, which brings no database. */
@QuarkusMain(name = "without-embedded-database")
public final class MainWithoutEmbeddedDatabase {

    private MainWithoutEmbeddedDatabase() {}

    public static void main(String... args) {
        if (ExternalDatabase.isConfigured()) Quarkus.run(args);
        else exit();
    }

    private static void exit() {
        System.err.println("No database is configured, and this build of Prosa brings none: set"
                + " QUARKUS_DATASOURCE_REACTIVE_URL (postgresql://host:5432/prosa), QUARKUS_DATASOURCE_USERNAME and"
                + " QUARKUS_DATASOURCE_PASSWORD");
        System.exit(1);
    }
}
