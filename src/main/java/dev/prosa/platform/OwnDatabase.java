package dev.prosa.platform;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database that the operator has configured, if any. */
public final class OwnDatabase {

    static final String REACTIVE_URL = "quarkus.datasource.reactive.url";

    private OwnDatabase() {}

    /** Whether there is one. */
    public static boolean isConfigured() {
        return setting(REACTIVE_URL).isPresent();
    }

    static Optional<String> setting(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }
}
