package dev.prosa.intake;

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

/** A wrong message is refused with the names of the wrong fields. */
class InboundBodyTest {

    private static final InboundReader READER = new InboundReader(new ItemJson(WrongBody.JSON));
    private static final UUID INSTITUTION = UUID.randomUUID();
    private static final UUID CHANNEL = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    externalId      | {"from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    externalId      | {"externalId":"","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    externalId      | {"externalId":"{x256}","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    externalId      | {"externalId":7,"from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    externalId      | {"externalId":"a\\u0000","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{"phone":"Maria"},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{"phone":"1234567"},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{"phone":"1234567890123456"},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{"phone":"++551199999000"},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{"phone":"٥٥١١٩٩٩٩٩٠٠٠"},"type":"text","content":{"text":"t"}}
                    from.phone      | {"externalId":"e","from":{"phone":5511999990000},"type":"text","content":{"text":"t"}}
                    from            | {"externalId":"e","from":"5511999990000","type":"text","content":{"text":"t"}}
                    from.name       | {"externalId":"e","from":{"phone":"5511999990000","name":"{x256}"},"type":"text","content":{"text":"t"}}
                    from.name       | {"externalId":"e","from":{"phone":"5511999990000","name":"\\udc00"},"type":"text","content":{"text":"t"}}
                    type            | {"externalId":"e","from":{"phone":"5511999990000"},"content":{"text":"t"}}
                    type            | {"externalId":"e","from":{"phone":"5511999990000"},"type":"sticker","content":{"text":"t"}}
                    type            | {"externalId":"e","from":{"phone":"5511999990000"},"type":"TEXT","content":{"text":"t"}}
                    type            | {"externalId":"e","from":{"phone":"5511999990000"},"type":1,"content":{"text":"t"}}
                    content         | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text"}
                    content         | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":"t"}
                    content         | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":["t"]}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":""}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"{x4097}"}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"{smile4097}"}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"a\\u0000b"}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"\\ud800"}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"\\ude00\\ud83d"}}
                    content.text    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":true}}
                    content.url     | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"text":"t"}}
                    content.url     | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"url":"file:///etc/passwd"}}
                    content.url     | {"externalId":"e","from":{"phone":"5511999990000"},"type":"audio","content":{"url":"no address"}}
                    content.url     | {"externalId":"e","from":{"phone":"5511999990000"},"type":"video","content":{"url":"https://a/{x2049}"}}
                    content.caption | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"url":"https://a/b","caption":"{x1025}"}}
                    content.fileSize | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"url":"https://a/b","fileSize":-1}}
                    content.fileSize | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"url":"https://a/b","fileSize":"1"}}
                    content.fileSize | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"url":"https://a/b","fileSize":1.5}}
                    content.fileSize | {"externalId":"e","from":{"phone":"5511999990000"},"type":"image","content":{"url":"https://a/b","fileSize":9223372036854775808}}
                    content.phone   | {"externalId":"e","from":{"phone":"5511999990000"},"type":"contact","content":{"name":"n","phone":"p"}}
                    content.name    | {"externalId":"e","from":{"phone":"5511999990000"},"type":"contact","content":{"phone":"5511999990000"}}
                    sentAt          | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"},"sentAt":"yesterday"}
                    sentAt          | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"},"sentAt":"2026-01-01"}
                    sentAt          | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"},"sentAt":1767225600}
                    sentAt          | {"externalId":"e","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"},"sentAt":"+10000-01-01T00:00:00Z"}
                    body            | []
                    body            | 5
                    body            | "text"
                    body            | null
                    """)
    void inboundMessage_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, item(body, it -> READER.read(it, INSTITUTION, CHANNEL)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    from            | {"type":"text","content":{"text":"t"}}
                    from            | {"from":"Maria","type":"text","content":{"text":"t"}}
                    from            | {"from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    name            | {"from":"5511999990000","name":"{x256}","type":"text","content":{"text":"t"}}
                    type            | {"from":"5511999990000","type":"sticker","content":{"text":"t"}}
                    content         | {"from":"5511999990000","type":"text"}
                    content.text    | {"from":"5511999990000","type":"text","content":{"text":"{x4097}"}}
                    content.text    | {"from":"5511999990000","type":"text","content":{"text":"\\u0000"}}
                    channelId       | {"channelId":"x","from":"5511999990000","type":"text","content":{"text":"t"}}
                    body            | []
                    """)
    void simulation_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, SimulateRequest.class, it -> it.checked(INSTITUTION, CHANNEL, "e")));
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
