package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.http.WrongBody;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the body of a command or a reply is reported by the name of its field. */
class CommandBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    attendantId     | {}
                    attendantId     | {"attendantId":"me"}
                    attendantId     | {"attendantId":""}
                    attendantId     | {"attendantId":7}
                    attendantId     | {"attendantId":"1-1-1-1-1"}
                    attendantId     | {"attendantId":"{agent}\\u0000"}
                    attendantId     | {"attendantId":" {agent}"}
                    expected        | {"attendantId":null,"expected":"none"}
                    body            | []
                    """)
    void assign_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, AssignRequest.class, AssignRequest::checked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    departmentId    | {}
                    departmentId    | {"attendantId":null}
                    departmentId    | {"departmentId":"triage"}
                    attendantId     | {"attendantId":["{agent}"]}
                    note            | {"departmentId":null,"note":"{x1025}"}
                    note            | {"departmentId":null,"note":"a\\u0000"}
                    note            | {"departmentId":null,"note":5}
                    """)
    void transfer_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, TransferRequest.class, TransferRequest::checked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    note            | {"note":"{x1025}"}
                    note            | {"note":"\\ud800"}
                    note            | {"note":{}}
                    body            | []
                    """)
    void close_ofWrongNote_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, CloseRequest.class, CloseRequest::checked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    upToSeq         | {"upToSeq":-1}
                    upToSeq         | {"upToSeq":"1"}
                    upToSeq         | {"upToSeq":1.5}
                    upToSeq         | {"upToSeq":true}
                    upToSeq         | {"upToSeq":9223372036854775808}
                    body            | 1
                    """)
    void read_ofWrongSeq_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, ReadRequest.class, read -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    type            | {"content":{"text":"t"}}
                    type            | {"type":"poll","content":{"text":"t"}}
                    content         | {"type":"text"}
                    content         | {"type":"text","content":"t"}
                    content.text    | {"type":"text","content":{"text":""}}
                    content.text    | {"type":"text","content":{"text":"{x4097}"}}
                    content.text    | {"type":"text","content":{"text":"\\u0000"}}
                    content.text    | {"type":"text","content":{"text":"\\ud800x"}}
                    content.url     | {"type":"image","content":{"url":"javascript:alert(1)"}}
                    content.caption | {"type":"document","content":{"url":"https://a/b","caption":"{smile1025}"}}
                    content.phone   | {"type":"contact","content":{"name":"n","phone":"1"}}
                    body            | "t"
                    """)
    void reply_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, ReplyRequest.class, ReplyRequest::checked));
    }

    /** @param field one of those named, or {@code *} for whichever */
    private static void assertNamed(String field, List<String> named) {
        if (!field.equals("*")) assertThat(named).contains(field);
    }
}
