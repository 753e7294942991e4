package dev.prosa.database;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database that the operator has configured, if any. */
public final class ExternalDatabase {

    public static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    public static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    private ExternalDatabase() {}

    /** Whether there is one; the migrations then take it too, unless they have an address of their own. */
    public static boolean isConfigured() {
        Optional<String> url = setting(REACTIVE_URL);
        url.filter(reactive -> setting(JDBC_URL).isEmpty()).ifPresent(ExternalDatabase::deriveJdbcUrl);
        return url.isPresent();
    }

    public static Optional<String> setting(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }

    private static void deriveJdbcUrl(String reactive) {
        System.setProperty(JDBC_URL, "jdbc:" + reactive.replaceFirst("^vertx-reactive:", ""));
    }
}
