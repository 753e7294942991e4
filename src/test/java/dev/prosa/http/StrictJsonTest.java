package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    enum Colour {
        RED
    }

    record Thing(
            String text,
            Integer whole,
            Double part,
            Boolean truth,
            Colour colour,
            UUID id,
            Instant at,
            Map<String, Object> metadata) {}

    StrictJsonTest() {
        new StrictJson().customize(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":1}",
                "{\"text\":true}",
                "{\"text\":[\"a\"]}",
                "{\"text\":{}}",
                "{\"text\":\"a\\u0000\"}",
                "{\"text\":\"\\ud83d\"}",
                "{\"text\":\"\\ude00\\ud83d\"}",
                "{\"text\":\"\\ud83dx\"}",
                "{\"metadata\":{\"a\":\"\\u0000\"}}",
                "{\"metadata\":{\"a\":{\"b\":[\"\\ud83d\"]}}}",
                "{\"metadata\":{\"\\u0000\":1}}",
                "{\"whole\":\"1\"}",
                "{\"whole\":1.0}",
                "{\"whole\":true}",
                "{\"whole\":\"\"}",
                "{\"whole\":2147483648}",
                "{\"part\":\"1.5\"}",
                "{\"truth\":\"true\"}",
                "{\"truth\":1}",
                "{\"colour\":\"red\"}",
                "{\"colour\":0}",
                "{\"colour\":\"\"}",
                "{\"id\":\"1\"}",
                "{\"id\":\"\"}",
                "{\"at\":\"2026-01-01T00:00:00\"}",
                "{\"at\":\"2026-01-01\"}",
                "{\"at\":1767225600}",
                "{\"at\":\"+10000-01-01T00:00:00Z\"}",
                "{\"at\":\"-0001-01-01T00:00:00Z\"}",
                "{\"at\":\"\"}",
                "{} {}",
                "[]",
                "\"\"",
            })
    void whatIsNotOfItsTypeIsRefused(String text) {
        assertThatThrownBy(() -> json.readValue(text, Thing.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void unknownFields_andNulls_areAccepted() throws JsonProcessingException {
        Thing nothing = new Thing(null, null, null, null, null, null, null, null);
        assertThat(json.readValue("{\"later\":{},\"text\":null,\"whole\":null}", Thing.class))
                .isEqualTo(nothing);
    }

    @Test
    void surrogates_paired_areText() throws JsonProcessingException {
        assertThat(json.readValue("{\"text\":\"\\ud83d\\ude00 😀\"}", Thing.class)
                        .text())
                .isEqualTo("😀 😀");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,            2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.6Z,          2026-01-02T03:04:05.600Z",
        "2026-01-02T03:04:05.678999999Z,  2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05.678+02:00,   2026-01-02T01:04:05.678Z",
        "0001-01-01T00:00:00Z,            0001-01-01T00:00:00.000Z",
    })
    void aTimeIsWrittenInUtcWithExactlyMilliseconds(String read, String written) throws JsonProcessingException {
        Instant at = json.readValue("{\"at\":\"" + read + "\"}", Thing.class).at();
        assertThat(json.writeValueAsString(at)).isEqualTo("\"" + written + "\"");
    }

    @Test
    void nulls_areWritten() throws JsonProcessingException {
        assertThat(json.writeValueAsString(new Pagination(20, null, null, null)))
                .isEqualTo("{\"limit\":20,\"nextCursor\":null,\"total\":null,\"offset\":null}");
    }
}
