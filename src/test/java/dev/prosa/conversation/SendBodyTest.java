package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.MessageType;
import dev.prosa.http.WrongBody;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a message to a phone is reported by the name of its field. */
class SendBodyTest {

    private static final UUID CHANNEL = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text            | to           | {"text":"t"}
                    text            | to           | {"to":null,"text":"t"}
                    text            | to           | {"to":"Maria","text":"t"}
                    text            | to           | {"to":"1234567","text":"t"}
                    text            | to           | {"to":"1234567890123456","text":"t"}
                    text            | to           | {"to":5511999990000,"text":"t"}
                    text            | to           | {"to":"5511\\u0000","text":"t"}
                    text            | text         | {"to":"5511999990000"}
                    text            | text         | {"to":"5511999990000","text":null}
                    text            | text         | {"to":"5511999990000","text":""}
                    text            | text         | {"to":"5511999990000","text":"{x4097}"}
                    text            | text         | {"to":"5511999990000","text":"{smile4097}"}
                    text            | text         | {"to":"5511999990000","text":"\\u0000"}
                    text            | text         | {"to":"5511999990000","text":"\\ud800"}
                    text            | text         | {"to":"5511999990000","text":7}
                    image           | imageUrl     | {"to":"5511999990000","videoUrl":"https://a/b"}
                    image           | imageUrl     | {"to":"5511999990000","imageUrl":"file:///etc"}
                    image           | caption      | {"to":"5511999990000","imageUrl":"https://a/b","caption":"{x1025}"}
                    video           | videoUrl     | {"to":"5511999990000"}
                    video           | fileName     | {"to":"5511999990000","videoUrl":"https://a/b","fileName":"{x256}"}
                    audio           | audioUrl     | {"to":"5511999990000","audioUrl":"https://a/{x2049}"}
                    audio           | mimeType     | {"to":"5511999990000","audioUrl":"https://a/b","mimeType":"{x256}"}
                    document        | documentUrl  | {"to":"5511999990000","documentUrl":["https://a/b"]}
                    document        | fileSize     | {"to":"5511999990000","documentUrl":"https://a/b","fileSize":-1}
                    document        | fileSize     | {"to":"5511999990000","documentUrl":"https://a/b","fileSize":"1"}
                    contact         | name         | {"to":"5511999990000","phone":"5511999990000"}
                    contact         | phone        | {"to":"5511999990000","name":"n"}
                    contact         | phone        | {"to":"5511999990000","name":"n","phone":"p"}
                    contact         | email        | {"to":"5511999990000","name":"n","phone":"5511999990000","email":"{x256}"}
                    contact         | organization | {"to":"5511999990000","name":"n","phone":"5511999990000","organization":5}
                    text            | body         | []
                    """)
    void sending_ofWrongField_namesIt(String type, String field, String body) {
        MessageType known = MessageType.ofWire(type).orElseThrow();
        assertNamed(field, WrongBody.fields(body, SendRequest.class, sent -> sent.checked(known, CHANNEL)));
    }

    /** @param field one of those named, or {@code *} for whichever */
    private static void assertNamed(String field, List<String> named) {
        if (!field.equals("*")) assertThat(named).contains(field);
    }
}
