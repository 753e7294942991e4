package dev.prosa;

import dev.prosa.platform.EmbeddedDatabase;
import dev.prosa.platform.OwnDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the embedded database where none is configured, then the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        if (!OwnDatabase.isConfigured()) EmbeddedDatabase.provide();
        ConsoleLog.forPeopleOnEmbeddedDatabase();
        Quarkus.run(args);
    }
}
