package dev.prosa.kafka;

import dev.prosa.delivery.DeliveryReport;
import dev.prosa.intake.InboundMessage;
import dev.prosa.problem.Refused;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and what it is; one of the three is there: a message, a delivery report, or why it is neither. */
record KafkaRecordContent(
        ConsumerRecord<byte[], byte[]> record, InboundMessage message, DeliveryReport report, Refused refused) {

    static KafkaRecordContent refused(KafkaRecord item, Refused why) {
        return new KafkaRecordContent(item.record(), null, null, why);
    }
}
