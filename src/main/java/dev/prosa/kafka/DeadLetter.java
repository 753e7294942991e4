package dev.prosa.kafka;

import dev.prosa.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A record that cannot be taken, and why. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, Refused refused) {

    private static final String REASON = "prosa-reason";
    private static final String DETAIL = "prosa-detail";
    private static final String TOPIC = "prosa-topic";
    private static final String PARTITION = "prosa-partition";
    private static final String OFFSET = "prosa-offset";
    private static final String TIMESTAMP = "prosa-timestamp";
    /** What the connector adds to each record that it reads. */
    private static final String GENERATION = "__smallrye_generationId";

    private static final Set<String> NOT_THE_SENDERS =
            Set.of(REASON, DETAIL, TOPIC, PARTITION, OFFSET, TIMESTAMP, GENERATION);

    /** The record unchanged, with the reason in further headers. */
    ProducerRecord<byte[], byte[]> to(String topic) {
        ProducerRecord<byte[], byte[]> letter = unchanged(topic);
        add(letter.headers(), REASON, refused.problem().code());
        add(letter.headers(), DETAIL, detail());
        add(letter.headers(), TOPIC, record.topic());
        add(letter.headers(), PARTITION, record.partition());
        add(letter.headers(), OFFSET, record.offset());
        add(letter.headers(), TIMESTAMP, record.timestamp());
        return letter;
    }

    /** The same without the reason, which is as long as what was read. */
    ProducerRecord<byte[], byte[]> unchanged(String topic) {
        Iterable<Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> !NOT_THE_SENDERS.contains(header.key()))
                .toList();
        return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers);
    }

    private String detail() {
        return refused.errors().isEmpty()
                ? refused.getMessage()
                : refused.errors().stream()
                        .map(error -> error.field() + " " + error.message())
                        .collect(Collectors.joining("; "));
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(new RecordHeader(name, value.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
