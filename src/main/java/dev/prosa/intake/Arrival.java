package dev.prosa.intake;

import dev.prosa.platform.Refused;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and what it is; one of the three is there: a message, a delivery report, or why it is neither. */
record Arrival(ConsumerRecord<byte[], byte[]> record, InboundMessage message, DeliveryReport report, Refused refused) {

    static Arrival refused(TopicItem item, Refused why) {
        return new Arrival(item.record(), null, null, why);
    }
}
