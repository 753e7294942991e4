package dev.prosa.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.problem.Refused;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and what it names, as far as it can be read without the database: or why it cannot. */
record KafkaRecord(ConsumerRecord<byte[], byte[]> record, JsonNode json, UUID channel, Refused refused) {

    /** A report has a status, and nothing of a message. */
    boolean isReport() {
        return json.has("status") && !json.has("from") && !json.has("content");
    }
}
