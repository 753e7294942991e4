package dev.prosa.live;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Configurations for tests that need no application. */
public final class Configs {

    private Configs() {}

    /** The defaults, but for these keys of {@code prosa.live}. */
    public static LiveConfig live(Map<String, String> others) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LiveConfig.class);
        others.forEach((key, value) -> builder.withDefaultValue("prosa.live." + key, value));
        return builder.build().getConfigMapping(LiveConfig.class);
    }
}
