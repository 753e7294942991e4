package dev.prosa.kafka;

import dev.prosa.batching.ItemMetrics.Source;
import dev.prosa.batching.ItemResult;
import dev.prosa.delivery.DeliveryState;
import dev.prosa.delivery.ReportLanes;
import dev.prosa.delivery.ReportMetrics;
import dev.prosa.intake.InboundLanes;
import dev.prosa.intake.InboundMetrics;
import dev.prosa.intake.InboundResult;
import dev.prosa.kafka.KafkaRecordContent.Message;
import dev.prosa.kafka.KafkaRecordContent.Report;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores the messages and the delivery reports of a batch of records. */
@Singleton
final class KafkaRecordStore {

    private final InboundLanes messages;
    private final ReportLanes reports;
    private final InboundMetrics messageMetrics;
    private final ReportMetrics reportMetrics;

    KafkaRecordStore(
            InboundLanes messages, ReportLanes reports, InboundMetrics messageMetrics, ReportMetrics reportMetrics) {
        this.messages = messages;
        this.reports = reports;
        this.messageMetrics = messageMetrics;
        this.reportMetrics = reportMetrics;
    }

    /** The records that can never be stored, in their order. After a failure nothing is known of any record. */
    Uni<List<DeadLetter>> store(List<KafkaRecordContent> records) {
        return Uni.combine()
                .all()
                .unis(
                        messages.submit(all(records, Message.class, Message::message)),
                        reports.submit(all(records, Report.class, Report::report)))
                .collectFailures()
                .with((stored, reported) -> rejected(records, stored, reported));
    }

    private static <C extends KafkaRecordContent, T> List<T> all(
            List<KafkaRecordContent> records, Class<C> type, Function<C, T> content) {
        return records.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(content)
                .toList();
    }

    private List<DeadLetter> rejected(
            List<KafkaRecordContent> records,
            List<ItemResult<InboundResult>> stored,
            List<ItemResult<DeliveryState>> reported) {
        messageMetrics.count(Source.KAFKA, stored);
        reportMetrics.count(Source.KAFKA, reported);
        messageMetrics.countUnreadable(Source.KAFKA, records.size() - stored.size() - reported.size());
        return deadLetters(records, stored.iterator(), reported.iterator());
    }

    static List<DeadLetter> deadLetters(
            List<KafkaRecordContent> records,
            Iterator<ItemResult<InboundResult>> stored,
            Iterator<ItemResult<DeliveryState>> reported) {
        List<DeadLetter> letters = new ArrayList<>();
        for (KafkaRecordContent content : records) {
            content.fold(
                            message -> stored.next().rejection(),
                            report -> reported.next().rejection(),
                            Optional::of)
                    .ifPresent(reason -> letters.add(new DeadLetter(content.record(), reason)));
        }
        return letters;
    }
}
