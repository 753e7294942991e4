package dev.prosa.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemJson;
import dev.prosa.batching.RequestItems;
import dev.prosa.http.WrongBody;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong delivery report is refused with the names of the wrong fields. */
class ReportBodyTest {

    private static final ReportReader READER = new ReportReader(new ItemJson(WrongBody.JSON));
    private static final UUID INSTITUTION = UUID.randomUUID();
    private static final UUID CHANNEL = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    messageId       | {"status":"SENT","at":"2026-01-01T00:00:00Z"}
                    messageId       | {"messageId":null,"externalId":null,"status":"SENT","at":"2026-01-01T00:00:00Z"}
                    messageId       | {"messageId":"x","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    messageId       | {"messageId":"","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    messageId       | {"messageId":"1-1-1-1-1","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    messageId       | {"messageId":7,"status":"SENT","at":"2026-01-01T00:00:00Z"}
                    externalId      | {"externalId":"","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    externalId      | {"externalId":"{x256}","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    externalId      | {"externalId":7,"status":"SENT","at":"2026-01-01T00:00:00Z"}
                    externalId      | {"externalId":"a\\u0000","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    externalId      | {"messageId":"{message}","externalId":"\\ud800","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    status          | {"messageId":"{message}","at":"2026-01-01T00:00:00Z"}
                    status          | {"messageId":"{message}","status":null,"at":"2026-01-01T00:00:00Z"}
                    status          | {"messageId":"{message}","status":"sent","at":"2026-01-01T00:00:00Z"}
                    status          | {"messageId":"{message}","status":"LOST","at":"2026-01-01T00:00:00Z"}
                    status          | {"messageId":"{message}","status":"","at":"2026-01-01T00:00:00Z"}
                    status          | {"messageId":"{message}","status":1,"at":"2026-01-01T00:00:00Z"}
                    at              | {"messageId":"{message}","status":"SENT"}
                    at              | {"messageId":"{message}","status":"SENT","at":"now"}
                    at              | {"messageId":"{message}","status":"SENT","at":"2026-01-01"}
                    at              | {"messageId":"{message}","status":"SENT","at":1767225600}
                    at              | {"messageId":"{message}","status":"SENT","at":"+10000-01-01T00:00:00Z"}
                    error           | {"messageId":"{message}","status":"SENT","at":"2026-01-01T00:00:00Z","error":{"code":"c"}}
                    error           | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":"c"}
                    error.code      | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":{}}
                    error.code      | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":{"code":""}}
                    error.code      | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":{"code":5}}
                    error.code      | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":{"code":"{x256}"}}
                    error.message   | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":{"code":"c","message":"{x1025}"}}
                    error.message   | {"messageId":"{message}","status":"FAILED","at":"2026-01-01T00:00:00Z","error":{"code":"c","message":"\\u0000"}}
                    body            | []
                    body            | 5
                    body            | null
                    """)
    void report_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, item(body, it -> READER.read(it, INSTITUTION, CHANNEL)));
    }

    private static List<String> item(String body, Function<JsonNode, ?> reader) {
        JsonNode json = tree(WrongBody.filled(body));
        return WrongBody.fields(() -> RequestItems.read(json, reader));
    }

    private static JsonNode tree(String body) {
        try {
            return WrongBody.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** @param field one of those named, or {@code *} for whichever */
    private static void assertNamed(String field, List<String> named) {
        if (!field.equals("*")) assertThat(named).contains(field);
    }
}
