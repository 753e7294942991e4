package dev.prosa;

import dev.prosa.database.ExternalDatabase;
import dev.prosa.database.embedded.EmbeddedDatabase;
import dev.prosa.database.embedded.TerminalLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the embedded database where none is configured, then the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        if (!ExternalDatabase.isConfigured()) EmbeddedDatabase.provide();
        TerminalLog.forPeopleOnEmbeddedDatabase();
        Quarkus.run(args);
    }
}
