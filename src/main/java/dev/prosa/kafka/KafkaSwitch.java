package dev.prosa.kafka;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Set;

/** Switches the Kafka channels on where {@code kafka.bootstrap.servers} is given, and off where it is not. */
public final class KafkaSwitch implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;
    private static final String SERVERS = "kafka.bootstrap.servers";
    private static final int DEFAULTS = Integer.MIN_VALUE;
    private static final Set<String> SWITCHES =
            Set.of("mp.messaging.incoming.inbound.enabled", "mp.messaging.outgoing.dead-letters.enabled");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (!SWITCHES.contains(name) || isGiven(value)) return value;
        ConfigValue servers = context.proceed(SERVERS);
        boolean on = isGiven(servers) && !servers.getValue().isBlank();
        return ConfigValue.builder()
                .withName(name)
                .withValue(String.valueOf(on))
                .build();
    }

    /** By somebody, not by the extension, whose default for a channel is to be on. */
    private static boolean isGiven(ConfigValue value) {
        return value != null && value.getValue() != null && value.getConfigSourceOrdinal() > DEFAULTS;
    }
}
