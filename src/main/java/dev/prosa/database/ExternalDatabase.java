package dev.prosa.database;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database that the operator has configured, if any. */
public final class ExternalDatabase {

    public static final String REACTIVE_URL = "quarkus.datasource.reactive.url";

    private ExternalDatabase() {}

    /** Whether there is one. */
    public static boolean isConfigured() {
        return setting(REACTIVE_URL).isPresent();
    }

    public static Optional<String> setting(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }
}
