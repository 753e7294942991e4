package dev.prosa.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.prosa.batching.ItemJson;
import dev.prosa.delivery.ReportReader;
import dev.prosa.intake.InboundReader;
import dev.prosa.kafka.KafkaRecordContent.Message;
import dev.prosa.kafka.KafkaRecordContent.Report;
import dev.prosa.kafka.KafkaRecordContent.Unreadable;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaRecordReaderTest {

    private static final UUID CHANNEL = UUID.randomUUID();
    private static final UUID INSTITUTION = UUID.randomUUID();
    private static final Map<UUID, UUID> KNOWN = Map.of(CHANNEL, INSTITUTION);
    private static final Map<UUID, UUID> NONE = Map.of();
    private static final String MESSAGE =
            """
            {"channelId":"%s","externalId":"a","from":{"phone":"5511999990000"},"type":"text","content":{"text":"hi"}}"""
                    .formatted(CHANNEL);
    private static final String REPORT =
            """
            {"channelId":"%s","externalId":"a","status":"SENT","at":"2026-01-01T00:00:00Z"}"""
                    .formatted(CHANNEL);

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final ItemJson items = new ItemJson(json);
    private final KafkaRecordReader reader =
            new KafkaRecordReader(json, new InboundReader(items), new ReportReader(items));

    @Test
    void message_belongsToTheInstitutionOfItsChannel() {
        assertThat(content(MESSAGE, KNOWN))
                .asInstanceOf(type(Message.class))
                .extracting(content -> content.message().institution())
                .isEqualTo(INSTITUTION);
    }

    @Test
    void record_withStatusAndNothingOfAMessage_isAReport() {
        assertThat(content(REPORT, KNOWN))
                .asInstanceOf(type(Report.class))
                .extracting(content -> content.report().externalId())
                .isEqualTo("a");
        assertThat(content(MESSAGE.replace("\"type\"", "\"status\":\"SENT\",\"type\""), KNOWN))
                .asInstanceOf(type(Message.class))
                .extracting(content -> content.message().externalId())
                .isEqualTo("a");
    }

    @Test
    void message_ofUnknownChannel_isUnreadable() {
        assertThat(reason(content(MESSAGE, NONE)).problem()).isEqualTo(Problem.NOT_FOUND);
    }

    @Test
    void message_withWrongFields_isUnreadable() {
        assertThat(reason(content(MESSAGE.replace("5511999990000", "12"), KNOWN))
                        .problem())
                .isEqualTo(Problem.VALIDATION_ERROR);
    }

    /** Also if no channel of the batch has to be looked up. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "5", "null", "[]", "{}", "{\"channelId\":7}", "{\"channelId\":\"1-1-1-1-1\"}"})
    void record_withoutChannel_isUnreadable(String value) {
        assertThat(reason(content(value, NONE)).problem()).isEqualTo(Problem.VALIDATION_ERROR);
    }

    @Test
    void tombstone_isUnreadable() {
        assertThat(reason(content((byte[]) null, NONE)).errors())
                .extracting("message")
                .containsExactly("must be given");
    }

    private static Refused reason(KafkaRecordContent content) {
        return ((Unreadable) content).reason();
    }

    private KafkaRecordContent content(String value, Map<UUID, UUID> institutions) {
        return content(value.getBytes(StandardCharsets.UTF_8), institutions);
    }

    private KafkaRecordContent content(byte[] value, Map<UUID, UUID> institutions) {
        return reader.content(reader.read(new ConsumerRecord<>("t", 0, 0, null, value)), institutions);
    }
}
