package dev.prosa.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemResult;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and what it says before the database is asked, or why it cannot be read. */
record KafkaRecord(ConsumerRecord<byte[], byte[]> record, ItemResult<Body> body) {

    /** The channel that the record names, and its message or report. */
    record Body(UUID channel, JsonNode json) {

        /** A report has a status, and nothing that only messages have. */
        boolean isReport() {
            return json.has("status") && !json.has("from") && !json.has("content");
        }
    }
}
