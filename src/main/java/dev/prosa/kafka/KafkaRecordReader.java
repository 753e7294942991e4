package dev.prosa.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.http.BodyFaults;
import dev.prosa.intake.ItemReader;
import dev.prosa.problem.Ids;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the topic: JSON in UTF-8, a message or a delivery report beside the channel's id. */
@Singleton
final class KafkaRecordReader {

    private final ObjectMapper json;
    private final ItemReader items;

    KafkaRecordReader(ObjectMapper json, ItemReader items) {
        this.json = json;
        this.items = items;
    }

    KafkaRecord item(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode value = value(record.value());
            return new KafkaRecord(record, value, channel(value), null);
        } catch (RuntimeException e) {
            return new KafkaRecord(record, null, null, refusal(e));
        }
    }

    /** @param institutions by channel; a channel that is not there is none */
    List<KafkaRecordContent> arrivals(List<KafkaRecord> read, Map<UUID, UUID> institutions) {
        return read.stream().map(item -> arrival(item, institutions)).toList();
    }

    private KafkaRecordContent arrival(KafkaRecord item, Map<UUID, UUID> institutions) {
        if (item.refused() != null) return KafkaRecordContent.refused(item, item.refused());
        UUID institution = institutions.get(item.channel());
        if (institution == null) return KafkaRecordContent.refused(item, Problem.NOT_FOUND.refused("No such channel"));
        try {
            return item.isReport()
                    ? new KafkaRecordContent(
                            item.record(), null, items.report(item.json(), institution, item.channel()), null)
                    : new KafkaRecordContent(
                            item.record(), items.message(item.json(), institution, item.channel()), null, null);
        } catch (RuntimeException e) {
            return KafkaRecordContent.refused(item, refusal(e));
        }
    }

    /** A record that meets a fault of ours must not stop the topic either. */
    private static Refused refusal(RuntimeException failure) {
        return failure instanceof Refused refused ? refused : Problem.INTERNAL_ERROR.refused();
    }

    private JsonNode value(byte[] bytes) {
        if (bytes == null) throw Refused.field("body", "must be given");
        try {
            return json.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw Refused.field("body", "must be UTF-8");
        } catch (JsonProcessingException e) {
            throw BodyFaults.ofJson(e);
        }
    }

    private static UUID channel(JsonNode value) {
        if (!value.isObject()) throw Refused.field("body", "must be an object");
        try {
            return Ids.parse(value.path("channelId").asText());
        } catch (IllegalArgumentException e) {
            throw Refused.field("channelId", "must be a UUID");
        }
    }
}
