package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.directory.channel.ChannelRequest;
import dev.prosa.directory.contact.ContactRequest;
import dev.prosa.http.WrongBody;
import jakarta.validation.groups.Default;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an entry of the directory is reported by the name of its field. */
class DirectoryBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"email":"a@b"}
                    email           | {"name":"n"}
                    password        | {"name":"n","email":"a@b","password":"{x201}"}
                    """)
    void newAgent_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, AgentRequest.class, Creation.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"name":""}
                    name            | {"name":"   "}
                    name            | {"name":"{x256}"}
                    name            | {"name":"a\\u0000"}
                    email           | {"email":"nobody"}
                    password        | {"password":"1234567"}
                    role            | {"role":"KING"}
                    role            | {"role":0}
                    role            | {"role":"ADMIN\\u0000"}
                    role            | {"role":" ADMIN"}
                    active          | {"active":"yes"}
                    departmentIds[0] | {"departmentIds":["x"]}
                    """)
    void changedAgent_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, AgentRequest.class, Default.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    departmentIds   | {}
                    departmentIds   | {"departmentIds":"{department}"}
                    departmentIds[0] | {"departmentIds":[null]}
                    departmentIds[0] | {"departmentIds":["{department}\\u0000"]}
                    """)
    void departmentsOfAgent_ofWrongField_areNamed(String field, String body) {
        assertNamed(field, WrongBody.fields(body, DepartmentsRequest.class, it -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"phone":"5511999990000"}
                    phone           | {"name":"n"}
                    phone           | {"name":"n","phone":"1234567"}
                    """)
    void newContact_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, ContactRequest.class, Creation.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"name":" "}
                    name            | {"name":"\\ud800"}
                    phone           | {"phone":"call me"}
                    phone           | {"phone":5511999990000}
                    email           | {"email":"x"}
                    email           | {"email":5}
                    email           | {"email":"a\\u0000@b"}
                    tags[0]         | {"tags":[5]}
                    tags[1]         | {"tags":["a",null]}
                    tags            | {"tags":"a"}
                    tags[0]         | {"tags":["a,b"]}
                    tags[1]         | {"tags":["a","  "]}
                    tags[0]         | {"tags":["{x101}"]}
                    metadata        | {"metadata":[]}
                    *               | {"metadata":{"a":"b\\u0000"}}
                    *               | {"metadata":{"a\\u0000":"b"}}
                    *               | {"metadata":{"a":["\\ud800"]}}
                    body            | "name"
                    """)
    void changedContact_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, ContactRequest.class, Default.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {}
                    name            | {"name":null}
                    name            | {"name":" "}
                    name            | {"name":"{x256}"}
                    name            | {"name":"a\\u0000"}
                    name            | {"name":["a"]}
                    body            | []
                    """)
    void newDepartment_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, DepartmentRequest.class, Creation.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"name":""}
                    name            | {"name":"{smile256}"}
                    name            | {"name":"\\ud800"}
                    name            | {"name":7}
                    """)
    void changedDepartment_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, DepartmentRequest.class, Default.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"type":"GENERIC"}
                    type            | {"name":"n"}
                    type            | {"name":"n","type":"FAX"}
                    type            | {"name":"n","type":"generic"}
                    type            | {"name":"n","type":0}
                    name            | {"name":"{x256}","type":"GENERIC"}
                    departmentId    | {"name":"n","type":"GENERIC","departmentId":"none"}
                    departmentId    | {"name":"n","type":"GENERIC","departmentId":""}
                    departmentId    | {"name":"n","type":"GENERIC","departmentId":7}
                    phone           | {"name":"n","type":"GENERIC","phone":"1234567"}
                    phone           | {"name":"n","type":"GENERIC","phone":"++5511999990000"}
                    phone           | {"name":"n","type":"GENERIC","phone":5511999990000}
                    body            | "GENERIC"
                    """)
    void newChannel_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, ChannelRequest.class, Creation.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"name":""}
                    name            | {"name":"a\\u0000"}
                    type            | {"type":"SMS"}
                    departmentId    | {"departmentId":"1-1-1-1-1"}
                    phone           | {"phone":"call me"}
                    phone           | {"phone":""}
                    """)
    void changedChannel_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, ChannelRequest.class, Default.class));
    }

    /** @param field one of those named, or {@code *} for whichever */
    private static void assertNamed(String field, List<String> named) {
        if (!field.equals("*")) assertThat(named).contains(field);
    }
}
