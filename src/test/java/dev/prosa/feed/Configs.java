package dev.prosa.feed;

import dev.prosa.database.DatabaseConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The default configuration, but for one key. */
final class Configs {

    private Configs() {}

    static FeedConfig feed(String key, String value) {
        return mapping(FeedConfig.class, "prosa.feed." + key, value);
    }

    static DatabaseConfig database(String key, String value) {
        return mapping(DatabaseConfig.class, "prosa.database." + key, value);
    }

    private static <T> T mapping(Class<T> type, String key, String value) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(type)
                .withDefaultValue(key, value)
                .build()
                .getConfigMapping(type);
    }
}
