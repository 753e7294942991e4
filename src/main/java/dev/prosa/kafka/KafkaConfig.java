package dev.prosa.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What Prosa reads from Kafka; all of it counts only where {@code kafka.bootstrap.servers} is given. */
@ConfigMapping(prefix = "prosa.kafka")
interface KafkaConfig {

    /** The topic that messages of contacts and delivery reports come by. */
    @WithDefault("prosa.inbound")
    String inboundTopic();

    /** Where goes what cannot be taken; its records may be as long as those of the inbound topic. */
    @WithDefault("prosa.inbound.dlq")
    String deadLetterTopic();

    /** The consumer group: the same on all nodes of one installation, and no other installation's. */
    @WithDefault("prosa")
    String group();
}
