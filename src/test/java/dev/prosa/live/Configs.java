package dev.prosa.live;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** Configurations for tests that need no application. */
final class Configs {

    private Configs() {}

    /** The defaults, but this key below {@code prosa.live}. */
    static LiveConfig live(String key, String value) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LiveConfig.class)
                .withDefaultValue("prosa.live." + key, value)
                .build()
                .getConfigMapping(LiveConfig.class);
    }
}
