package dev.prosa.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.batching.ItemResult;
import dev.prosa.delivery.ReportReader;
import dev.prosa.http.BodyFaults;
import dev.prosa.intake.InboundReader;
import dev.prosa.kafka.KafkaRecord.Body;
import dev.prosa.kafka.KafkaRecordContent.Message;
import dev.prosa.kafka.KafkaRecordContent.Report;
import dev.prosa.kafka.KafkaRecordContent.Unreadable;
import dev.prosa.problem.Ids;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the topic: JSON in UTF-8, a message or a delivery report with the channel's id added. */
@Singleton
final class KafkaRecordReader {

    private final ObjectMapper json;
    private final InboundReader messages;
    private final ReportReader reports;

    KafkaRecordReader(ObjectMapper json, InboundReader messages, ReportReader reports) {
        this.json = json;
        this.messages = messages;
        this.reports = reports;
    }

    KafkaRecord read(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode value = value(record.value());
            return new KafkaRecord(record, ItemResult.accepted(new Body(channel(value), value)));
        } catch (RuntimeException e) {
            return new KafkaRecord(record, ItemResult.rejected(reason(e)));
        }
    }

    /** @param institutions by channel; unknown channels are left out */
    KafkaRecordContent content(KafkaRecord read, Map<UUID, UUID> institutions) {
        return read.body()
                .fold(
                        body -> content(read.record(), body, institutions.get(body.channel())),
                        reason -> new Unreadable(read.record(), reason));
    }

    private KafkaRecordContent content(ConsumerRecord<byte[], byte[]> record, Body body, UUID institution) {
        if (institution == null) return new Unreadable(record, ItemResult.UNKNOWN_CHANNEL);
        try {
            return body.isReport()
                    ? new Report(record, reports.read(body.json(), institution, body.channel()))
                    : new Message(record, messages.read(body.json(), institution, body.channel()));
        } catch (RuntimeException e) {
            return new Unreadable(record, reason(e));
        }
    }

    /** A record that runs into an error of ours must not stop the topic either. */
    private static Refused reason(RuntimeException failure) {
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
