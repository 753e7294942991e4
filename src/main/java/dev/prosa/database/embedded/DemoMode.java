package dev.prosa.database.embedded;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this is Prosa for trying out: on the embedded database, and {@code PROSA_DEMO} is not false. */
@Singleton
public final class DemoMode {

    private final boolean on;

    DemoMode(
            DemoConfig config,
            @ConfigProperty(name = EmbeddedDatabase.EMBEDDED, defaultValue = "false") boolean embedded) {
        this.on = embedded && config.demo();
    }

    public boolean isOn() {
        return on;
    }
}
