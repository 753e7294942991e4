package dev.prosa.kafka;

import dev.prosa.delivery.DeliveryReport;
import dev.prosa.intake.InboundMessage;
import dev.prosa.problem.Refused;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and its content: a message, a delivery report, or the reason why it is neither. */
sealed interface KafkaRecordContent {

    record Message(ConsumerRecord<byte[], byte[]> record, InboundMessage message) implements KafkaRecordContent {

        @Override
        public <A> A fold(
                Function<InboundMessage, A> ofMessage,
                Function<DeliveryReport, A> ofReport,
                Function<Refused, A> ofUnreadable) {
            return ofMessage.apply(message);
        }
    }

    record Report(ConsumerRecord<byte[], byte[]> record, DeliveryReport report) implements KafkaRecordContent {

        @Override
        public <A> A fold(
                Function<InboundMessage, A> ofMessage,
                Function<DeliveryReport, A> ofReport,
                Function<Refused, A> ofUnreadable) {
            return ofReport.apply(report);
        }
    }

    record Unreadable(ConsumerRecord<byte[], byte[]> record, Refused reason) implements KafkaRecordContent {

        @Override
        public <A> A fold(
                Function<InboundMessage, A> ofMessage,
                Function<DeliveryReport, A> ofReport,
                Function<Refused, A> ofUnreadable) {
            return ofUnreadable.apply(reason);
        }
    }

    ConsumerRecord<byte[], byte[]> record();

    <A> A fold(
            Function<InboundMessage, A> ofMessage,
            Function<DeliveryReport, A> ofReport,
            Function<Refused, A> ofUnreadable);
}
