package dev.prosa.kafka;

import dev.prosa.batching.ItemResult;
import dev.prosa.concurrent.RetryForever;
import dev.prosa.delivery.DeliveryReport;
import dev.prosa.delivery.DeliveryState;
import dev.prosa.http.Faults;
import dev.prosa.intake.Channels;
import dev.prosa.intake.InboundMessage;
import dev.prosa.intake.InboundResult;
import dev.prosa.intake.Intake;
import dev.prosa.intake.IntakeMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes in what comes by Kafka: one batch after the other, each acknowledged once all of it is committed or lies in the
 * dead letters. It never fails: where something is away or full, the batch waits, and the topic with it.
 */
@Singleton
final class InboundTopic {

    private final KafkaRecordReader reader;
    private final Channels channels;
    private final Intake intake;
    private final DeadLetters deadLetters;
    private final IntakeMetrics metrics;
    private final Faults faults;

    InboundTopic(
            KafkaRecordReader reader,
            Channels channels,
            Intake intake,
            DeadLetters deadLetters,
            IntakeMetrics metrics,
            Faults faults) {
        this.reader = reader;
        this.channels = channels;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.faults = faults;
    }

    @Incoming("inbound")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        List<KafkaRecord> items = StreamSupport.stream(records.spliterator(), false)
                .map(reader::item)
                .toList();
        return RetryForever.of("records of Kafka", faults::problemOf, () -> store(items))
                .chain(deadLetters::send);
    }

    /** What cannot be taken. To do it once more is safe: what was taken is there already. */
    private Uni<List<DeadLetter>> store(List<KafkaRecord> items) {
        Set<UUID> named = items.stream()
                .map(KafkaRecord::channel)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return channels.institutionsOf(named)
                .map(institutions -> reader.arrivals(items, institutions))
                .chain(this::take);
    }

    private Uni<List<DeadLetter>> take(List<KafkaRecordContent> arrivals) {
        List<InboundMessage> messages = arrivals.stream()
                .map(KafkaRecordContent::message)
                .filter(Objects::nonNull)
                .toList();
        List<DeliveryReport> reports = arrivals.stream()
                .map(KafkaRecordContent::report)
                .filter(Objects::nonNull)
                .toList();
        return Uni.combine()
                .all()
                .unis(intake.take(messages), intake.report(reports))
                .collectFailures()
                .with((taken, reported) -> done(arrivals, taken, reported));
    }

    private List<DeadLetter> done(
            List<KafkaRecordContent> arrivals,
            List<ItemResult<InboundResult>> taken,
            List<ItemResult<DeliveryState>> reported) {
        metrics.records(taken, reported, arrivals.size() - taken.size() - reported.size());
        return refused(arrivals, taken.iterator(), reported.iterator());
    }

    private static List<DeadLetter> refused(
            List<KafkaRecordContent> arrivals,
            Iterator<ItemResult<InboundResult>> taken,
            Iterator<ItemResult<DeliveryState>> reported) {
        List<DeadLetter> letters = new ArrayList<>();
        for (KafkaRecordContent arrival : arrivals) {
            ItemResult<?> outcome = arrival.message() != null
                    ? taken.next()
                    : arrival.report() != null ? reported.next() : ItemResult.refused(arrival.refused());
            if (outcome.refused() != null) letters.add(new DeadLetter(arrival.record(), outcome.refused()));
        }
        return letters;
    }
}
