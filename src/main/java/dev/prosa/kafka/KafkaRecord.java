package dev.prosa.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemResult;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and what it says without a look at the database, or why it cannot be read. */
record KafkaRecord(ConsumerRecord<byte[], byte[]> record, ItemResult<Body> body) {

    /** The channel that the record names, and the message or report beside it. */
    record Body(UUID channel, JsonNode json) {

        /** A report has a status, and nothing that only messages have. */
        boolean isReport() {
            return json.has("status") && !json.has("from") && !json.has("content");
        }
    }
}
