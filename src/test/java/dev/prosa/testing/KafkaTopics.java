package dev.prosa.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to and reads from the topics of a broker. */
public final class KafkaTopics implements AutoCloseable {

    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    static {
        KAFKA.setLevel(Level.SEVERE); // else it prints its configuration
    }

    private final String servers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    public KafkaTopics(String servers) {
        this.servers = servers;
        Map<String, Object> broker = Map.of("bootstrap.servers", servers);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "linger.ms",
                        20,
                        "batch.size",
                        1_000_000,
                        "max.request.size",
                        10_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(broker);
    }

    public void create(String name, int partitions) {
        done(() -> admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get());
    }

    /** Returns when the broker has them all. */
    public void send(Collection<ProducerRecord<byte[], byte[]>> records) {
        var sent = records.stream().map(producer::send).toList();
        producer.flush();
        sent.forEach(record -> done(record::get));
    }

    /** All that is there now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(UUID.randomUUID().toString())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p)))
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
        }
        return read;
    }

    /** Whether the group has committed all that is there. */
    public boolean isConsumed(String topic, String group) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(java.util.Set.copyOf(partitions));
            return consumer.endOffsets(partitions).entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || committed.get(end.getKey()) != null
                                    && committed.get(end.getKey()).offset() == end.getValue());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", group, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private interface Waiting {
        Object get() throws ExecutionException, InterruptedException;
    }

    private static void done(Waiting work) {
        try {
            work.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
