package dev.prosa.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.batching.ItemResult;
import dev.prosa.delivery.DeliveryState;
import dev.prosa.intake.InboundResult;
import dev.prosa.kafka.KafkaRecordContent.Message;
import dev.prosa.kafka.KafkaRecordContent.Report;
import dev.prosa.kafka.KafkaRecordContent.Unreadable;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class KafkaRecordStoreTest {

    private static final Refused UNREADABLE = Refused.field("body", "must be given");
    private static final Refused NO_MESSAGE = Problem.NOT_FOUND.refused();
    private static final Refused NO_STORAGE = Problem.INTERNAL_ERROR.refused();

    @Test
    void deadLetters_areTheRejectedRecords_inTheOrderOfTheTopic() {
        List<KafkaRecordContent> records = List.of(
                new Report(record(0), null),
                new Message(record(1), null),
                new Unreadable(record(2), UNREADABLE),
                new Message(record(3), null),
                new Report(record(4), null));
        List<ItemResult<InboundResult>> messages = List.of(ItemResult.accepted(null), ItemResult.rejected(NO_STORAGE));
        List<ItemResult<DeliveryState>> reports = List.of(ItemResult.rejected(NO_MESSAGE), ItemResult.accepted(null));

        assertThat(KafkaRecordStore.deadLetters(records, messages.iterator(), reports.iterator()))
                .extracting(letter -> letter.record().offset(), DeadLetter::reason)
                .containsExactly(tuple(0, NO_MESSAGE), tuple(2, UNREADABLE), tuple(3, NO_STORAGE));
    }

    private static Tuple tuple(long offset, Refused reason) {
        return Tuple.tuple(offset, reason);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("topic", 0, offset, null, null);
    }
}
