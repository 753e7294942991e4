package dev.prosa.kafka;

import dev.prosa.batching.ChannelLookup;
import dev.prosa.batching.ItemResult;
import dev.prosa.concurrent.RetryForever;
import dev.prosa.http.Faults;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes the topic batch by batch. A batch is acknowledged when each of its records is committed or is in the dead
 * letters. It never fails: while the database is away or the intake is full, the batch waits, and the topic with it.
 */
@Singleton
final class InboundTopic {

    private final KafkaRecordReader reader;
    private final ChannelLookup channels;
    private final KafkaRecordStore store;
    private final DeadLetters deadLetters;
    private final Faults faults;

    InboundTopic(
            KafkaRecordReader reader,
            ChannelLookup channels,
            KafkaRecordStore store,
            DeadLetters deadLetters,
            Faults faults) {
        this.reader = reader;
        this.channels = channels;
        this.store = store;
        this.deadLetters = deadLetters;
        this.faults = faults;
    }

    @Incoming("inbound")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> batch) {
        List<KafkaRecord> records = StreamSupport.stream(batch.spliterator(), false)
                .map(reader::read)
                .toList();
        return RetryForever.of("records of Kafka", faults::problemOf, () -> store(records))
                .chain(deadLetters::send);
    }

    /** May be repeated: a record that was stored is a duplicate the next time. */
    private Uni<List<DeadLetter>> store(List<KafkaRecord> records) {
        return channels.institutionsOf(channelsOf(records))
                .map(institutions -> contents(records, institutions))
                .chain(store::store);
    }

    private static Set<UUID> channelsOf(List<KafkaRecord> records) {
        return records.stream()
                .map(KafkaRecord::body)
                .flatMap(ItemResult::stream)
                .map(KafkaRecord.Body::channel)
                .collect(Collectors.toSet());
    }

    private List<KafkaRecordContent> contents(List<KafkaRecord> records, Map<UUID, UUID> institutions) {
        return records.stream()
                .map(record -> reader.content(record, institutions))
                .toList();
    }
}
