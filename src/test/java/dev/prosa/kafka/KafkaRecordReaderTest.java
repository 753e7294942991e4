package dev.prosa.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.prosa.intake.ItemReader;
import dev.prosa.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaRecordReaderTest {

    private static final UUID CHANNEL = UUID.randomUUID();
    private static final UUID INSTITUTION = UUID.randomUUID();
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
    private final KafkaRecordReader reader = new KafkaRecordReader(json, new ItemReader(json));

    @Test
    void aMessageIsOfTheInstitutionOfItsChannel() {
        assertThat(arrival(MESSAGE).message().institution()).isEqualTo(INSTITUTION);
    }

    @Test
    void whatHasAStatusAndNothingOfAMessageIsAReport() {
        assertThat(arrival(REPORT).report().externalId()).isEqualTo("a");
        assertThat(arrival(MESSAGE.replace("\"type\"", "\"status\":\"SENT\",\"type\""))
                        .message()
                        .externalId())
                .isEqualTo("a");
    }

    @Test
    void aMessageOfAChannelThatIsNotThereIsRefused() {
        assertThat(arrivals(MESSAGE, Map.of()).get(0).refused().problem()).isEqualTo(Problem.NOT_FOUND);
    }

    /** Also where nothing else is to be looked up. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "5", "null", "[]", "{}", "{\"channelId\":7}", "{\"channelId\":\"1-1-1-1-1\"}"})
    void whatNamesNoChannelIsRefused(String value) {
        assertThat(arrivals(value, Map.of()).get(0).refused().problem()).isEqualTo(Problem.VALIDATION_ERROR);
    }

    @Test
    void aTombstoneIsRefused() {
        KafkaRecord item = reader.item(new ConsumerRecord<>("t", 0, 0, null, null));

        assertThat(reader.arrivals(List.of(item), Map.of()).get(0).refused().errors())
                .extracting("message")
                .containsExactly("must be given");
    }

    private KafkaRecordContent arrival(String value) {
        return arrivals(value, Map.of(CHANNEL, INSTITUTION)).get(0);
    }

    private List<KafkaRecordContent> arrivals(String value, Map<UUID, UUID> institutions) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return reader.arrivals(List.of(reader.item(new ConsumerRecord<>("t", 0, 0, null, bytes))), institutions);
    }
}
