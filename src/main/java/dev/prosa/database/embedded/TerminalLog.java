package dev.prosa.database.embedded;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** How the log looks: JSON, for programs, but text where Prosa runs on its embedded database, at somebody's terminal. */
public final class TerminalLog {

    private static final String JSON = "quarkus.log.console.json.enabled";
    /** The ordinal of what the application brings along itself; whoever configures it does so above. */
    private static final int OWN_DEFAULTS = 250;

    private TerminalLog() {}

    public static void forPeopleOnEmbeddedDatabase() {
        Config config = ConfigProvider.getConfig();
        boolean isEmbedded = Boolean.parseBoolean(System.getProperty(EmbeddedDatabase.EMBEDDED));
        boolean isConfigured = config.getConfigValue(JSON).getSourceOrdinal() > OWN_DEFAULTS;
        if (isEmbedded && !isConfigured) System.setProperty(JSON, "false");
    }
}
