package dev.prosa.feed;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration as it comes, but for one key. */
final class Configs {

    private Configs() {}

    static FeedConfig with(String key, String value) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(FeedConfig.class)
                .withDefaultValue("prosa.feed." + key, value)
                .build()
                .getConfigMapping(FeedConfig.class);
    }
}
