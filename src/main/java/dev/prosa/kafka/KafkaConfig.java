package dev.prosa.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What Prosa reads from Kafka, if {@code kafka.bootstrap.servers} is set. */
@ConfigMapping(prefix = "prosa.kafka")
interface KafkaConfig {

    /** The topic of messages of contacts and of delivery reports. */
    @WithDefault("prosa.inbound")
    String inboundTopic();

    /** The topic of records that cannot be stored; it must allow records as long as those of the inbound topic. */
    @WithDefault("prosa.inbound.dlq")
    String deadLetterTopic();

    /** The consumer group: the same on all nodes of an installation, and different for each installation. */
    @WithDefault("prosa")
    String group();
}
