package dev.prosa.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.access.ForgedTokens;
import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong is refused as the contract says, names its field, and changes nothing; nothing of it is a fault. Of what can
 * be wrong with a field here is one example for each endpoint and kind of mistake; all of it is in the tests of the bodies.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BadInputIT {

    private static final ObjectMapper READER = new ObjectMapper();
    private static final String JSON = "application/json";
    private static final String INBOUND = "/v1/channels/{channel}/inbound";
    private static final String REPORTS = "/v1/channels/{channel}/reports";
    private static final String GOOD =
            "{\"externalId\":\"e\",\"from\":{\"phone\":\"5511999990000\"},\"type\":\"text\",\"content\":{\"text\":\"t\"}}";

    @TestHTTPResource("/")
    URI node;

    @Inject
    ForgedTokens forger;

    /** One for all tests: what each of them sends must leave it as it was. */
    private static ExampleInstitution example;

    private String before;

    @BeforeEach
    void anInstitution() {
        if (example == null) example = new ExampleInstitution(node);
        before = example.state();
    }

    @AfterAll
    static void leave() {
        example.close();
        example = null;
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(example.state()).isEqualTo(before);
    }

    // --- messages coming in

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    externalId         | {"from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    externalId         | {"externalId":"","from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    externalId         | {"externalId":7,"from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    body               | []
                    body               | 5
                    body               | "text"
                    body               | null
                    """)
    void aWrongMessageNamesItsField(String field, String body) {
        refused(post(key(), INBOUND, body), 400, "VALIDATION_ERROR", field);
    }

    @Test
    void body_withWrongFields_namesEach() {
        String body = "{\"from\":{\"phone\":\"x\"},\"type\":\"text\",\"content\":{\"text\":\"\"}}";
        refused(post(key(), INBOUND, body), 400, "VALIDATION_ERROR")
                .body("errors.field", hasItems("externalId", "from.phone", "content.text"));
    }

    @Test
    void messageArray_has1To500Items() {
        String body = IntStream.range(0, 501).mapToObj(i -> GOOD).collect(Collectors.joining(",", "[", "]"));
        refused(post(key(), INBOUND, body), 400, "VALIDATION_ERROR", "body");
    }

    @Test
    void messageArray_withAWrongItem_namesIt_andTakesTheRest() {
        String long4096 = "{\"text\":\"" + example.fill("{smile4096}") + "\"}";
        String array = "[" + item("a", "{\"text\":\"t\"}") + ",5,null," + item("b", "{\"text\":\"\\u0000\"}") + ","
                + item("c", "{}") + "," + item("d", long4096) + ",{},{\"externalId\":\"\\ud800\"}]";

        post(key(), INBOUND, array)
                .then()
                .statusCode(200)
                .body("data.externalId", equalTo(java.util.Arrays.asList("a", null, null, "b", "c", "d", null, null)))
                .body("data[0].seq", equalTo(1))
                .body("data[5].seq", equalTo(2))
                .body("data[1].error.code", equalTo("VALIDATION_ERROR"))
                .body("data[2].error.field", equalTo("body"))
                .body("data[3].error.field", equalTo("content.text"))
                .body("data[4].error.field", equalTo("content.text"))
                .body("data[6].error.field", equalTo("externalId"))
                .body("data[7].error.field", equalTo("externalId"));

        before = example.state();
    }

    private static String item(String externalId, String content) {
        return "{\"externalId\":\"" + externalId
                + "\",\"from\":{\"phone\":\"5511999990000\"},\"type\":\"text\",\"content\":" + content + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"{unknown}", "{foreignChannel}", "no-id", "1-1-1-1-1"})
    void messagesAndReportsForAChannelThatIsNotThereAreNotTaken(String channel) {
        String path = "/v1/channels/" + channel + "/inbound";
        refused(post(key(), path, GOOD), 404, "NOT_FOUND");
        refused(post(key(), path, "[" + GOOD + "]"), 404, "NOT_FOUND");
        refused(post(key(), path, "[{}]"), 404, "NOT_FOUND");
        String reports = "/v1/channels/" + channel + "/reports";
        refused(post(key(), reports, report("messageId", "{message}")), 404, "NOT_FOUND");
        refused(post(key(), reports, "[" + report("messageId", "{message}") + "]"), 404, "NOT_FOUND");
        refused(post(key(), reports, "[{}]"), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/channels/{unknown}/messages/text",
                "/v1/channels/{foreignChannel}/messages/text",
                "/v1/channels/no-id/messages/text",
                "/v1/channels/{channel}/messages/TEXT",
                "/v1/channels/{channel}/messages/sticker",
                "/v1/channels/{channel}/messages"
            })
    void nothingIsSentWhereThereIsNoChannelOrNoSuchType(String path) {
        refused(post(key(), path, "{\"to\":\"5511999990000\",\"text\":\"t\"}"), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/conversations/{conversation}/messages | {"type":"text","content":{"text":"t"}}
                    /v1/channels/{channel}/messages/text      | {"to":"5511999990000","text":"t"}
                    """)
    void anIdempotencyKeyIsVisibleAscii(String path, String body) {
        for (String wrong : List.of("", "a b", "{x256}"))
            refused(
                    post(key().header("Idempotency-Key", example.fill(wrong)), path, body),
                    400,
                    "VALIDATION_ERROR",
                    "Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    from         | {"type":"text","content":{"text":"t"}}
                    from         | {"from":"Maria","type":"text","content":{"text":"t"}}
                    from         | {"from":{"phone":"5511999990000"},"type":"text","content":{"text":"t"}}
                    channelId    | {"channelId":"{unknown}","from":"5511999990000","type":"text","content":{"text":"t"}}
                    channelId    | {"channelId":"{foreignChannel}","from":"5511999990000","type":"text","content":{"text":"t"}}
                    body         | []
                    """)
    void aWrongSimulationNamesItsField(String field, String body) {
        refused(post(admin(), "/v1/sandbox/simulate/incoming", body), 400, "VALIDATION_ERROR", field);
    }

    // --- delivery reports

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    messageId     | {"status":"SENT","at":"2026-01-01T00:00:00Z"}
                    messageId     | {"messageId":"x","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    externalId    | {"externalId":"","status":"SENT","at":"2026-01-01T00:00:00Z"}
                    body          | []
                    body          | 5
                    body          | null
                    """)
    void aWrongReportNamesItsField(String field, String body) {
        refused(post(key(), REPORTS, body), 400, "VALIDATION_ERROR", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{unknown}", "{foreignMessage}", "{inboundMessage}"})
    void aReportOfWhatDidNotGoOutIsNotFound(String message) {
        refused(post(key(), REPORTS, report("messageId", message)), 404, "NOT_FOUND");
        refused(post(key(), REPORTS, report("externalId", message)), 404, "NOT_FOUND");
    }

    @Test
    void externalId_ofAnotherMessage_isRefused() {
        String taken = report("messageId", "{message}\",\"externalId\":\"out-1");
        refused(post(key(), REPORTS, taken), 409, "ALREADY_EXISTS");
    }

    @Test
    void reportArray_withAWrongItem_namesIt_andTakesTheRest() {
        String array = "[" + report("messageId", "{message}") + ",5,null,{\"externalId\":\"\\ud800\"},"
                + report("messageId", "{unknown}") + ","
                + report("messageId", "{message}\",\"externalId\":\"out-1") + ","
                + report("externalId", "out-1") + "]";

        post(key(), REPORTS, array)
                .then()
                .statusCode(200)
                .body("data.status", equalTo(java.util.Arrays.asList("READ", null, null, null, null, null, "READ")))
                .body("data[1].error.field", equalTo("body"))
                .body("data[2].error.code", equalTo("VALIDATION_ERROR"))
                .body("data[3].error.field", equalTo("externalId"))
                .body("data[4].error.code", equalTo("NOT_FOUND"))
                .body("data[4].messageId", equalTo(example.fill("{unknown}")))
                .body("data[5].error.code", equalTo("ALREADY_EXISTS"))
                .body("data[6].messageId", equalTo(example.fill("{identifiedMessage}")));

        before = example.state();
    }

    @Test
    void reportArray_has1To500Items() {
        String body = IntStream.range(0, 501)
                .mapToObj(i -> report("messageId", "{message}"))
                .collect(Collectors.joining(",", "[", "]"));
        refused(post(key(), REPORTS, body), 400, "VALIDATION_ERROR", "body");
    }

    private static String report(String id, String value) {
        return "{\"" + id + "\":\"" + value + "\",\"status\":\"READ\",\"at\":\"2026-01-01T00:00:00Z\"}";
    }

    // --- bodies of commands, replies, login, keys and the directory

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PATCH | /v1/conversations/{conversation}/assign   | attendantId | {}
                    PATCH | /v1/conversations/{conversation}/assign   | attendantId | {"attendantId":"me"}
                    PATCH | /v1/conversations/{conversation}/assign   | body        | []
                    PATCH | /v1/conversations/{conversation}/assign   | *           | null
                    PATCH | /v1/conversations/{conversation}/transfer | departmentId | {}
                    PATCH | /v1/conversations/{conversation}/transfer | departmentId | {"departmentId":"triage"}
                    PATCH | /v1/conversations/{conversation}/transfer | departmentId | {"departmentId":"{unknown}"}
                    PATCH | /v1/conversations/{conversation}/transfer | departmentId | {"departmentId":"{foreignDepartment}"}
                    PATCH | /v1/conversations/{conversation}/transfer | note        | {"departmentId":null,"note":"{x1025}"}
                    PATCH | /v1/conversations/{conversation}/close    | note        | {"note":"{x1025}"}
                    PATCH | /v1/conversations/{conversation}/close    | note        | {"note":"\\ud800"}
                    PATCH | /v1/conversations/{conversation}/close    | body        | []
                    PATCH | /v1/conversations/{conversation}/read     | upToSeq     | {"upToSeq":-1}
                    PATCH | /v1/conversations/{conversation}/read     | upToSeq     | {"upToSeq":"1"}
                    PATCH | /v1/conversations/{conversation}/read     | body        | 1
                    POST  | /v1/conversations/{conversation}/messages | type        | {"content":{"text":"t"}}
                    POST  | /v1/conversations/{conversation}/messages | type        | {"type":"poll","content":{"text":"t"}}
                    POST  | /v1/conversations/{conversation}/messages | content.text | {"type":"text","content":{"text":"\\u0000"}}
                    POST  | /v1/conversations/{conversation}/messages | body        | "t"
                    POST  | /v1/channels/{channel}/messages/text      | to          | {"text":"t"}
                    POST  | /v1/channels/{channel}/messages/text      | to          | {"to":"Maria","text":"t"}
                    POST  | /v1/channels/{channel}/messages/text      | to          | {"to":5511999990000,"text":"t"}
                    POST  | /v1/channels/{channel}/messages/image     | imageUrl    | {"to":"5511999990000","videoUrl":"https://a/b"}
                    POST  | /v1/channels/{channel}/messages/image     | imageUrl    | {"to":"5511999990000","imageUrl":"file:///etc"}
                    POST  | /v1/channels/{channel}/messages/video     | videoUrl    | {"to":"5511999990000"}
                    POST  | /v1/channels/{channel}/messages/video     | fileName    | {"to":"5511999990000","videoUrl":"https://a/b","fileName":"{x256}"}
                    POST  | /v1/channels/{channel}/messages/audio     | audioUrl    | {"to":"5511999990000","audioUrl":"https://a/{x2049}"}
                    POST  | /v1/channels/{channel}/messages/document  | documentUrl | {"to":"5511999990000","documentUrl":["https://a/b"]}
                    POST  | /v1/channels/{channel}/messages/document  | fileSize    | {"to":"5511999990000","documentUrl":"https://a/b","fileSize":-1}
                    POST  | /v1/channels/{channel}/messages/contact   | name        | {"to":"5511999990000","phone":"5511999990000"}
                    POST  | /v1/channels/{channel}/messages/contact   | phone       | {"to":"5511999990000","name":"n","phone":"p"}
                    POST  | /v1/channels/{channel}/messages/contact   | organization | {"to":"5511999990000","name":"n","phone":"5511999990000","organization":5}
                    POST  | /v1/channels/{channel}/messages/text      | body        | []
                    POST  | /v1/channels/{channel}/messages/text      | *           | null
                    POST  | /v1/auth/login                            | email       | {"password":"p"}
                    POST  | /v1/auth/login                            | email       | {"email":5,"password":"p"}
                    POST  | /v1/auth/login                            | password    | {"email":"a@b","password":"{x1001}"}
                    POST  | /v1/auth/login                            | body        | []
                    POST  | /v1/api-keys                              | name        | {"permissions":["directory.read"]}
                    POST  | /v1/api-keys                              | name        | {"name":"ab","permissions":["directory.read"]}
                    POST  | /v1/api-keys                              | permissions[0] | {"name":"key","permissions":["everything"]}
                    PUT   | /v1/me/password                           | current     | {"new":"long enough"}
                    PUT   | /v1/me/password                           | new         | {"current":"x","new":"short"}
                    PUT   | /v1/me/password                           | current     | {"current":"not it","new":"long enough"}
                    PUT   | /v1/agents/{agent}                        | name        | {"name":""}
                    PUT   | /v1/agents/{agent}                        | name        | {"name":"a\\u0000"}
                    PUT   | /v1/agents/{agent}                        | departmentIds | {"departmentIds":["{foreignDepartment}"]}
                    PUT   | /v1/agents/{agent}                        | departmentIds | {"departmentIds":["{department}","{unknown}"]}
                    PUT   | /v1/agents/{agent}/departments            | departmentIds | {}
                    PUT   | /v1/agents/{agent}/departments            | departmentIds | {"departmentIds":"{department}"}
                    PUT   | /v1/agents/{agent}/departments            | departmentIds | {"departmentIds":["{foreignDepartment}"]}
                    PUT   | /v1/contacts/{contact}                    | name        | {"name":" "}
                    PUT   | /v1/contacts/{contact}                    | name        | {"name":"\\ud800"}
                    PUT   | /v1/contacts/{contact}                    | tags[1]     | {"tags":["a",null]}
                    PUT   | /v1/contacts/{contact}                    | metadata    | {"metadata":{"a":"{x16384}"}}
                    POST  | /v1/contacts                              | name        | {"phone":"5511999990000"}
                    POST  | /v1/contacts                              | phone       | {"name":"n","phone":"1234567"}
                    POST  | /v1/contacts                              | metadata    | {"name":"n","phone":"5511999990000","metadata":{"a":"{x16384}"}}
                    POST  | /v1/agents                                | name        | {"email":"a@b"}
                    POST  | /v1/agents                                | password    | {"name":"n","email":"a@b","password":"{x201}"}
                    POST  | /v1/agents                                | departmentIds | {"name":"n","email":"a@b","departmentIds":["{foreignDepartment}"]}
                    POST  | /v1/auth/register                         | email       | {"name":"n","email":"x","password":"12345678","institutionName":"i"}
                    PUT   | /v1/contacts/{contact}                    | *           | {"metadata":{"a":"b\\u0000"}}
                    PUT   | /v1/contacts/{contact}                    | *           | {"metadata":{"a\\u0000":"b"}}
                    PUT   | /v1/contacts/{contact}                    | *           | {"metadata":{"a":{"b\\u0000":1}}}
                    PUT   | /v1/contacts/{contact}                    | *           | {"metadata":{"a":["\\ud800"]}}
                    PUT   | /v1/contacts/{contact}                    | *           | {"metadata":{"a":{"\\ud800":1}}}
                    PUT   | /v1/contacts/{contact}                    | body        | "name"
                    POST  | /v1/departments                           | name        | {}
                    POST  | /v1/departments                           | name        | {"name":" "}
                    POST  | /v1/departments                           | name        | {"name":"a\\u0000"}
                    POST  | /v1/departments                           | body        | []
                    PUT   | /v1/departments/{department}              | name        | {"name":""}
                    PUT   | /v1/departments/{department}              | name        | {"name":"\\ud800"}
                    PUT   | /v1/departments/{department}              | *           | null
                    POST  | /v1/channels                              | name        | {"type":"GENERIC"}
                    POST  | /v1/channels                              | type        | {"name":"n","type":"FAX"}
                    POST  | /v1/channels                              | type        | {"name":"n","type":0}
                    POST  | /v1/channels                              | departmentId | {"name":"n","type":"GENERIC","departmentId":"{unknown}"}
                    POST  | /v1/channels                              | departmentId | {"name":"n","type":"GENERIC","departmentId":"{foreignDepartment}"}
                    POST  | /v1/channels                              | body        | "GENERIC"
                    PUT   | /v1/channels/{channel}                    | name        | {"name":""}
                    PUT   | /v1/channels/{channel}                    | name        | {"name":"a\\u0000"}
                    PUT   | /v1/channels/{channel}                    | departmentId | {"departmentId":"{unknown}"}
                    PUT   | /v1/channels/{channel}                    | departmentId | {"departmentId":"{foreignDepartment}"}
                    """)
    void aWrongBodyNamesItsField(String method, String path, String field, String body) {
        refused(request(method, admin().contentType(JSON), path, body), 400, "VALIDATION_ERROR", field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PATCH | /v1/conversations/{conversation}/assign       | {"attendantId":"{unknown}"}       | 422 | AGENT_NOT_IN_DEPARTMENT
                    PATCH | /v1/conversations/{conversation}/assign       | {"attendantId":"{foreignAgent}"}  | 422 | AGENT_NOT_IN_DEPARTMENT
                    PATCH | /v1/conversations/{conversation}/assign       | {"attendantId":"{admin}"}         | 422 | AGENT_NOT_IN_DEPARTMENT
                    PATCH | /v1/conversations/{conversation}/transfer     | {"attendantId":"{foreignAgent}"}  | 422 | AGENT_NOT_IN_DEPARTMENT
                    PATCH | /v1/conversations/{closedConversation}/assign | {"attendantId":"{agent}"}         | 409 | CONVERSATION_CLOSED
                    PATCH | /v1/conversations/{closedConversation}/transfer | {"departmentId":null}           | 409 | CONVERSATION_CLOSED
                    PATCH | /v1/conversations/{closedConversation}/close  | {}                                | 409 | CONVERSATION_CLOSED
                    POST  | /v1/conversations/{closedConversation}/messages | {"type":"text","content":{"text":"t"}} | 409 | CONVERSATION_CLOSED
                    PUT   | /v1/agents/{agent}                            | {"email":"{adminEmail}"}          | 409 | ALREADY_EXISTS
                    PUT   | /v1/agents/{admin}                            | {"active":false}                  | 409 | IN_USE
                    PUT   | /v1/agents/{admin}                            | {"role":"AGENT"}                  | 409 | IN_USE
                    PUT   | /v1/contacts/{contact}                        | {"phone":"{otherPhone}"}          | 409 | ALREADY_EXISTS
                    POST  | /v1/auth/login                                | {"email":"{adminEmail}","password":"wrong"} | 401 | UNAUTHORIZED
                    POST  | /v1/departments                               | {"name":"{departmentName}"}       | 409 | ALREADY_EXISTS
                    POST  | /v1/agents                                    | {"name":"n","email":"{adminEmail}"} | 409 | ALREADY_EXISTS
                    POST  | /v1/contacts                                  | {"name":"n","phone":"+{otherPhone}"} | 409 | ALREADY_EXISTS
                    POST  | /v1/auth/register                             | {"name":"n","email":"a@b","password":"12345678","institutionName":"i"} | 403 | FORBIDDEN
                    DELETE | /v1/departments/{department}                 | {}                                | 409 | IN_USE
                    DELETE | /v1/channels/{channel}                       | {}                                | 409 | IN_USE
                    DELETE | /v1/contacts/{contact}                       | {}                                | 409 | IN_USE
                    DELETE | /v1/agents/{admin}                           | {}                                | 409 | IN_USE
                    """)
    void whatTheRulesForbidHasItsCode(String method, String path, String body, int status, String code) {
        refused(request(method, admin().contentType(JSON), path, body), status, code)
                .body("errors", empty());
    }

    @Test
    void assignment_withAWrongExpectation_namesTheAssignee() {
        String path = "/v1/conversations/{conversation}/assign";
        request("PATCH", admin().contentType(JSON), path, "{\"attendantId\":\"{agent}\"}")
                .then()
                .statusCode(200);
        before = example.state();

        refused(
                        request(
                                "PATCH",
                                admin().contentType(JSON),
                                path,
                                "{\"attendantId\":\"{agent}\",\"expected\":null}"),
                        409,
                        "ALREADY_ASSIGNED")
                .body("assignedTo.id", equalTo(example.fill("{agent}")));
    }

    // --- bodies that are no JSON

    private static final String WITH_BODY =
            """
            POST  | /v1/channels/{channel}/inbound
            POST  | /v1/sandbox/simulate/incoming
            PATCH | /v1/conversations/{conversation}/assign
            PATCH | /v1/conversations/{conversation}/transfer
            PATCH | /v1/conversations/{conversation}/close
            PATCH | /v1/conversations/{conversation}/read
            POST  | /v1/conversations/{conversation}/messages
            POST  | /v1/channels/{channel}/messages/text
            POST  | /v1/auth/login
            POST  | /v1/auth/register
            POST  | /v1/api-keys
            PUT   | /v1/me/password
            PUT   | /v1/agents/{agent}
            PUT   | /v1/agents/{agent}/departments
            PUT   | /v1/contacts/{contact}
            POST  | /v1/contacts
            POST  | /v1/agents
            POST  | /v1/departments
            PUT   | /v1/departments/{department}
            POST  | /v1/channels
            PUT   | /v1/channels/{channel}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WITH_BODY)
    void invalidJson_isRefusedEverywhere(String method, String path) {
        List<String> broken = List.of(
                "{",
                "{\"name\":",
                "{\"name\":\"n\"}}",
                "{} {}",
                "{'name':'n'}",
                "{\"name\":\"\\q\"}",
                "NaN",
                "<xml/>",
                "[".repeat(5000) + "]".repeat(5000),
                "{\"a\":".repeat(2000) + "1" + "}".repeat(2000));
        for (String body : broken)
            refused(request(method, admin().contentType(JSON), path, body), 400, "VALIDATION_ERROR")
                    .body("errors.size()", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WITH_BODY)
    void invalidUtf8_isRefusedEverywhere(String method, String path) {
        for (int[] bytes : new int[][] {{0xff}, {0xc3, 0x28}, {0xed, 0xa0, 0x80}, {0xf8, 0x88, 0x80, 0x80, 0x80}}) {
            byte[] start = "{\"name\":\"".getBytes(StandardCharsets.UTF_8);
            byte[] body = java.util.Arrays.copyOf(start, start.length + bytes.length + 2);
            for (int i = 0; i < bytes.length; i++) body[start.length + i] = (byte) bytes[i];
            body[body.length - 2] = '"';
            body[body.length - 1] = '}';
            refused(admin().contentType(JSON).body(body).request(method, example.fill(path)), 400, "VALIDATION_ERROR");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WITH_BODY)
    void body_ofAnotherMediaType_isNotSupported(String method, String path) {
        for (String type : List.of("text/plain", "application/xml", "application/octet-stream"))
            refused(request(method, admin().contentType(type), path, "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/channels/{channel}/inbound",
        "POST, /v1/auth/login",
        "PATCH, /v1/conversations/{conversation}/close"
    })
    void aBodyBeyondTenMebibytesIsTooLarge(String method, String path) {
        String body = "{\"name\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";
        refused(request(method, admin().contentType(JSON), path, body), 413, "PAYLOAD_TOO_LARGE");
    }

    // --- addresses and parameters

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    status       | /v1/conversations?status=OPENED
                    sort         | /v1/conversations?sort=name
                    limit        | /v1/conversations?limit=0
                    departmentId | /v1/conversations?departmentId=triage
                    channelId    | /v1/conversations?channelId=x
                    contactId    | /v1/conversations?contactId=none
                    assignedTo   | /v1/conversations?assignedTo=nobody
                    unread       | /v1/conversations?unread=1
                    q            | /v1/conversations?q={x256}
                    cursor       | /v1/conversations?cursor=x
                    cursor       | /v1/conversations?cursor=%20
                    cursor       | /v1/conversations?cursor=AAAAAAAAAAAA
                    cursor       | /v1/conversations?cursor={queueCursor}x
                    cursor       | /v1/conversations?cursor={queueCursor}&status=OPEN
                    cursor       | /v1/conversations?cursor={queueCursor}&sort=updatedAt
                    cursor       | /v1/conversations?cursor={queueCursor}&departmentId={department}
                    cursor       | /v1/conversations?cursor={contactCursor}
                    limit        | /v1/conversations/{conversation}/messages?limit=0
                    before       | /v1/conversations/{conversation}/messages?before=x
                    after        | /v1/conversations/{conversation}/messages?after=-1
                    limit        | /v1/channels/{channel}/conversations/{conversation}?limit=0
                    before       | /v1/channels/{channel}/conversations/{conversation}?before=-1
                    limit        | /v1/conversations/{conversation}/history?limit=0
                    cursor       | /v1/conversations/{conversation}/history?cursor=x
                    cursor       | /v1/conversations/{conversation}/history?cursor={historyCursor}
                    cursor       | /v1/conversations/{conversation}/history?cursor={queueCursor}
                    limit        | /v1/departments?limit=0
                    limit        | /v1/agents?limit=x
                    limit        | /v1/channels?limit=0
                    limit        | /v1/contacts?limit=101
                    limit        | /v1/api-keys?limit=0
                    page         | /v1/departments?page=0
                    page         | /v1/conversations?page=0
                    page         | /v1/api-keys?page=0
                    page         | /v1/channels?page=1.5
                    page         | /v1/agents?page=x
                    page         | /v1/contacts?page=1&cursor={contactCursor}
                    cursor       | /v1/departments?cursor=x
                    cursor       | /v1/agents?cursor={contactCursor}
                    cursor       | /v1/channels?cursor={queueCursor}
                    cursor       | /v1/contacts?cursor={contactCursor}&search=a
                    cursor       | /v1/contacts?cursor={contactCursor}&tags=a
                    cursor       | /v1/api-keys?cursor={contactCursor}
                    search       | /v1/contacts?search=a%00
                    search       | /v1/contacts?search={x256}
                    """)
    void aWrongParameterIsNamed(String field, String path) {
        refused(request("GET", admin(), path, null), 400, "VALIDATION_ERROR", field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "departmentId={unknown}",
                "channelId={unknown}",
                "contactId={unknown}",
                "assignedTo={unknown}",
                "departmentId={foreignDepartment}",
                "channelId={foreignChannel}",
                "contactId={foreignContact}",
                "assignedTo={foreignAgent}"
            })
    void anUnknownOrForeignIdInAFilterFindsNothing(String filter) {
        request("GET", admin(), "/v1/conversations?" + filter, null)
                .then()
                .statusCode(200)
                .body("data", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /v1/conversations/{id}
                    GET    | /v1/conversations/{id}/messages
                    GET    | /v1/conversations/{id}/history
                    GET    | /v1/channels/{channel}/conversations/{id}
                    GET    | /v1/channels/{id}/conversations/{conversation}
                    PATCH  | /v1/conversations/{id}/read
                    PATCH  | /v1/conversations/{id}/close
                    GET    | /v1/departments/{id}
                    DELETE | /v1/departments/{id}
                    GET    | /v1/agents/{id}
                    DELETE | /v1/agents/{id}
                    GET    | /v1/channels/{id}
                    DELETE | /v1/channels/{id}
                    GET    | /v1/contacts/{id}
                    GET    | /v1/api-keys/{id}
                    DELETE | /v1/api-keys/{id}
                    """)
    void whatIsNotThereIsNotFound(String method, String path) {
        List<String> ids = List.of(
                "{unknown}",
                "{foreignConversation}",
                "{foreignAgent}",
                "{foreignContact}",
                "no-id",
                "1-1-1-1-1",
                "%20",
                "..%2f",
                "'",
                "{x256}");
        for (String id : ids) refused(request(method, admin(), path.replace("{id}", id), null), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/conversations",
        "POST, /v1/conversations",
        "PUT, /v1/conversations/{conversation}",
        "GET, /v1/conversations/{conversation}/assign",
        "POST, /v1/conversations/{conversation}/close",
        "DELETE, /v1/conversations/{conversation}/messages",
        "POST, /v1/conversations/{conversation}/history",
        "GET, /v1/channels/{channel}/inbound",
        "GET, /v1/channels/{channel}/messages/text",
        "DELETE, /v1/channels/{channel}/conversations/{conversation}",
        "POST, /v1/conversations/counts",
        "GET, /v1/sandbox/simulate/incoming",
        "GET, /v1/auth/login",
        "PATCH, /v1/me",
        "PATCH, /v1/agents/{agent}",
        "PATCH, /v1/contacts/{contact}",
        "PATCH, /v1/departments/{department}",
        "DELETE, /v1/channels",
        "PUT, /v1/api-keys"
    })
    void aMethodThatAResourceDoesNotHaveIsNotAllowed(String method, String path) {
        refused(request(method, admin().contentType(JSON), path, "{}"), 405, "METHOD_NOT_ALLOWED");
    }

    // --- credentials

    private static final String WITH_CREDENTIAL =
            """
            GET   | /v1/conversations
            GET   | /v1/conversations/counts
            GET   | /v1/conversations/{conversation}
            GET   | /v1/conversations/{conversation}/messages
            GET   | /v1/conversations/{conversation}/history
            PATCH | /v1/conversations/{conversation}/assign
            PATCH | /v1/conversations/{conversation}/transfer
            PATCH | /v1/conversations/{conversation}/close
            PATCH | /v1/conversations/{conversation}/read
            POST  | /v1/conversations/{conversation}/messages
            POST  | /v1/channels/{channel}/messages/text
            GET   | /v1/channels/{channel}/conversations/{conversation}
            POST  | /v1/channels/{channel}/inbound
            POST  | /v1/sandbox/simulate/incoming
            GET   | /v1/departments
            GET   | /v1/departments/{department}
            GET   | /v1/agents
            GET   | /v1/agents/{agent}
            PUT   | /v1/agents/{agent}
            PUT   | /v1/agents/{agent}/departments
            GET   | /v1/channels
            GET   | /v1/channels/{channel}
            GET   | /v1/contacts
            GET   | /v1/contacts/{contact}
            PUT   | /v1/contacts/{contact}
            POST  | /v1/departments
            PUT   | /v1/departments/{department}
            DELETE | /v1/departments/{department}
            POST  | /v1/channels
            PUT   | /v1/channels/{channel}
            DELETE | /v1/channels/{channel}
            GET   | /v1/api-keys
            POST  | /v1/api-keys
            GET   | /v1/me
            PUT   | /v1/me/password
            POST  | /v1/auth/renew
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WITH_CREDENTIAL)
    void request_withoutValidCredential_isRefusedEverywhere(String method, String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        forger.forged(example.institution.id(), example.admin.id())
                .forEach((what, token) -> headers.put(what, "Bearer " + token));
        headers.put("garbage", "Bearer garbage");
        headers.put("dots", "Bearer a.b.c");
        headers.put("empty", "Bearer ");
        headers.put("unknown key", "Bearer prosa_sk_unknown");
        headers.put("another scheme", "Basic YWRtaW46YWRtaW4=");
        headers.forEach((what, header) -> refused(
                        request(method, given().header("Authorization", header).contentType(JSON), path, body(method)),
                        401,
                        "UNAUTHORIZED")
                .header("WWW-Authenticate", "Bearer"));
        refused(request(method, given().contentType(JSON), path, body(method)), 401, "UNAUTHORIZED");
    }

    @Test
    void token_theForgedOnesDifferFrom_isAccepted() {
        String genuine = forger.valid(example.institution.id(), example.admin.id());
        given().header("Authorization", "Bearer " + genuine)
                .get("/v1/me")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WITH_CREDENTIAL)
    void answer_inAnotherMediaType_isNotAcceptable(String method, String path) {
        assumeFalse(path.endsWith("/password"), "its answer is empty");
        refused(
                request(method, admin().accept("image/png").contentType(JSON), path, body(method)),
                406,
                "NOT_ACCEPTABLE");
    }

    private static String body(String method) {
        return method.equals("GET") ? null : "{}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET   | /v1/conversations                           | conversations.write
                    GET   | /v1/conversations/counts                    | messages.send
                    GET   | /v1/conversations/{conversation}            | directory.read
                    GET   | /v1/conversations/{conversation}/messages   | messages.send
                    GET   | /v1/conversations/{conversation}/history    | messages.ingest
                    PATCH | /v1/conversations/{conversation}/assign     | conversations.read
                    PATCH | /v1/conversations/{conversation}/transfer   | conversations.read
                    PATCH | /v1/conversations/{conversation}/close      | messages.send
                    PATCH | /v1/conversations/{conversation}/read       | conversations.read
                    POST  | /v1/conversations/{conversation}/messages   | messages.ingest
                    POST  | /v1/channels/{channel}/messages/text        | messages.ingest
                    GET   | /v1/channels/{channel}/conversations/{conversation} | messages.send
                    POST  | /v1/channels/{channel}/inbound              | messages.send
                    POST  | /v1/sandbox/simulate/incoming               | messages.send
                    GET   | /v1/departments                             | conversations.read
                    GET   | /v1/agents/{agent}                          | directory.write
                    PUT   | /v1/agents/{agent}                          | directory.read
                    PUT   | /v1/agents/{agent}/departments              | directory.read
                    GET   | /v1/channels                                | conversations.read
                    GET   | /v1/contacts                                | conversations.read
                    PUT   | /v1/contacts/{contact}                      | directory.read
                    POST  | /v1/departments                             | directory.read
                    PUT   | /v1/departments/{department}                | conversations.write
                    DELETE | /v1/departments/{department}               | directory.read
                    POST  | /v1/channels                                | messages.ingest
                    PUT   | /v1/channels/{channel}                      | directory.read
                    DELETE | /v1/channels/{channel}                     | directory.read
                    GET   | /v1/api-keys                                | directory.write
                    POST  | /v1/api-keys                                | directory.write
                    PUT   | /v1/me/password                             | directory.write
                    POST  | /v1/auth/renew                              | directory.write
                    """)
    void aKeyWithoutThePermissionIsForbidden(String method, String path, String permission) {
        Client program = example.institution.program("{" + permission + "}");
        before = example.state();
        refused(
                request(method, as(program).contentType(JSON), path, method.equals("GET") ? null : "{\"name\":\"x\"}"),
                403,
                "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /v1/channels/{channel}/inbound  | {}
                    PUT  | /v1/agents/{agent}              | {"role":"ADMIN"}
                    PUT  | /v1/agents/{agent}/departments  | {"departmentIds":[]}
                    POST | /v1/departments                 | {"name":"Mine"}
                    POST | /v1/channels                    | {"name":"Mine","type":"GENERIC"}
                    GET  | /v1/api-keys                    |
                    POST | /v1/api-keys                    | {"name":"mine","permissions":["directory.write"]}
                    POST | /v1/sandbox/simulate/incoming   | {"from":"5511999990000","type":"text","content":{"text":"t"}}
                    """)
    void anAgentMayNotDoWhatAdminsDo(String method, String path, String body) {
        refused(request(method, as(example.ana.http()).contentType(JSON), path, body), 403, "FORBIDDEN");
    }

    // --- live push

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    VALIDATION_ERROR | {
                    VALIDATION_ERROR | "subscribe"
                    VALIDATION_ERROR | []
                    VALIDATION_ERROR | {}
                    VALIDATION_ERROR | {"type":"dance"}
                    VALIDATION_ERROR | {"type":1}
                    VALIDATION_ERROR | {"type":"subscribe"}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":null}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":7}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":"{department}","after":1}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":"{department}","epoch":"e"}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":"{department}","after":-1,"epoch":"e"}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":"{department}","after":"1","epoch":"e"}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":"{department}","after":1.5,"epoch":"e"}
                    VALIDATION_ERROR | {"type":"subscribe","departmentId":"{department}","after":9223372036854775808,"epoch":"e"}
                    VALIDATION_ERROR | {"type":"unsubscribe"}
                    VALIDATION_ERROR | {"type":"renew"}
                    NOT_FOUND        | {"type":"subscribe","departmentId":"nonsense"}
                    NOT_FOUND        | {"type":"subscribe","departmentId":"{unknown}"}
                    NOT_FOUND        | {"type":"subscribe","departmentId":"{foreignDepartment}"}
                    NOT_FOUND        | {"type":"subscribe","departmentId":"a\\u0000"}
                    """)
    void aFrameThatIsNotUnderstoodIsAnErrorAndTheSocketLivesOn(String code, String frame) {
        String department = example.fill("{department}");
        try (LiveClient socket = LiveClient.connect(node, example.ana.http().bearer())) {
            JsonNode error = socket.sendWrong(example.fill(frame)).awaits("error");

            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotEmpty();
            assertThat(error.has("departmentId")).isTrue();
            socket.subscribe(department).awaits("caughtUp", department);
        }
    }

    @Test
    void frame_deeplyNested_isAnError_andTheSocketStaysOpen() {
        try (LiveClient socket = LiveClient.connect(node, example.ana.http().bearer())) {
            JsonNode error = socket.sendWrong("[".repeat(3_000)).awaits("error");

            assertThat(error.path("code").asText()).isEqualTo("VALIDATION_ERROR");
            socket.subscribe("triage").awaits("caughtUp", "triage");
        }
    }

    // --- how it is asked and what is expected

    private RequestSpecification admin() {
        return as(example.admin.http());
    }

    private RequestSpecification key() {
        return as(example.program);
    }

    private static RequestSpecification as(Client client) {
        return given().header("Authorization", "Bearer " + client.bearer());
    }

    private Response post(RequestSpecification who, String path, String body) {
        return request("POST", who.contentType(JSON), path, body);
    }

    private Response request(String method, RequestSpecification who, String path, String body) {
        RequestSpecification request = who.urlEncodingEnabled(false);
        if (body != null) request.body(example.fill(body).getBytes(StandardCharsets.UTF_8));
        return request.request(method, example.fill(path));
    }

    private static ValidatableResponse refused(Response response, int status, String code) {
        JsonNode problem = problem(response);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText())
                .isEqualTo("urn:prosa:problem:" + code.toLowerCase().replace('_', '-'));
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
        assertThat(problem.path("errors")).allMatch(error -> error.size() == 2);
        assertThat(problem.path("traceId").asText()).matches("[0-9a-f]{16}");
        return response.then().statusCode(status).contentType("application/problem+json");
    }

    /** Read by hand: REST Assured compiles a program for each path that it is asked for. */
    private static JsonNode problem(Response response) {
        try {
            return READER.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new AssertionError(response.asString(), e);
        }
    }

    /** @param field one of those named, or {@code *} for whichever */
    private static void refused(Response response, int status, String code, String field) {
        refused(response, status, code);
        List<String> fields = problem(response).path("errors").findValuesAsText("field");
        if (field.equals("*")) assertThat(fields).isNotEmpty();
        else assertThat(fields).contains(field);
    }
}
