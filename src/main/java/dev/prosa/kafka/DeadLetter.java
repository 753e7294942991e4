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

/** A record that can never be stored, and the reason. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, Refused reason) {

    private static final String REASON = "prosa-reason";
    private static final String DETAIL = "prosa-detail";
    private static final String TOPIC = "prosa-topic";
    private static final String PARTITION = "prosa-partition";
    private static final String OFFSET = "prosa-offset";
    private static final String TIMESTAMP = "prosa-timestamp";
    /** The connector adds this to each record that it reads. */
    private static final String GENERATION = "__smallrye_generationId";

    private static final Set<String> ADDED_LATER =
            Set.of(REASON, DETAIL, TOPIC, PARTITION, OFFSET, TIMESTAMP, GENERATION);

    /** The record unchanged, with the reason in additional headers. */
    ProducerRecord<byte[], byte[]> to(String topic) {
        ProducerRecord<byte[], byte[]> letter = unchanged(topic);
        add(letter.headers(), REASON, reason.problem().code());
        add(letter.headers(), DETAIL, detail());
        add(letter.headers(), TOPIC, record.topic());
        add(letter.headers(), PARTITION, record.partition());
        add(letter.headers(), OFFSET, record.offset());
        add(letter.headers(), TIMESTAMP, record.timestamp());
        return letter;
    }

    /** Without those headers: no longer than the record that was read. */
    ProducerRecord<byte[], byte[]> unchanged(String topic) {
        Iterable<Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> !ADDED_LATER.contains(header.key()))
                .toList();
        return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers);
    }

    private String detail() {
        return reason.errors().isEmpty()
                ? reason.getMessage()
                : reason.errors().stream()
                        .map(error -> error.field() + " " + error.message())
                        .collect(Collectors.joining("; "));
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(new RecordHeader(name, value.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
