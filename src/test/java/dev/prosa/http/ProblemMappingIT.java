package dev.prosa.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProblemMappingIT {

    @TestHTTPResource
    URI address;

    @Test
    void problem_hasTheMembersOfTheContract() {
        problem(get("/v1/probe/fails/refused"), 409, "IN_USE")
                .body("type", equalTo("urn:prosa:problem:in-use"))
                .body("title", equalTo("In use"))
                .body("status", equalTo(409))
                .body("detail", equalTo("Maria holds it"))
                .body("message", equalTo("Maria holds it"))
                .body("errors", empty())
                .body("traceId", matchesPattern("[0-9a-f]{16}"))
                .body("assignedTo.name", equalTo("Maria"));
    }

    @Test
    void refusal_hasItsHeaders() {
        problem(get("/v1/probe/fails/limited"), 429, "RATE_LIMIT_EXCEEDED").header("Retry-After", "7");
    }

    @ParameterizedTest
    @CsvSource({"away", "shutdown"})
    void aDatabaseThatIsAwayIsUnavailable(String how) {
        problem(get("/v1/probe/fails/" + how), 503, "UNAVAILABLE")
                .header("Retry-After", "1")
                .body("detail", not(containsString("localhost")));
    }

    @Test
    void serverError_hasAReference_andNoDetails() {
        problem(get("/v1/probe/fails/else"), 500, "INTERNAL_ERROR")
                .body("traceId", matchesPattern("[0-9a-f]{16}"))
                .body("detail", not(containsString("inside of")))
                .body(not(containsString("IllegalState")))
                .body(not(containsString("a secret of the inside")));
    }

    @Test
    void violations_nameTheFieldsOfTheBody() {
        problem(post("/v1/probe/order", "{\"items\":[{},{\"content\":{\"text\":\"long\"}}],\"tags\":[null]}"), 400)
                .body("errors.field", contains("items[1].content.text", "name", "tags[0]"));
    }

    @Test
    void violations_inAnArray_nameItsItem() {
        problem(post("/v1/probe/orders", "[{\"name\":\"n\"},{}]"), 400).body("errors.field", contains("[1].name"));
    }

    @Test
    void body_missing_isNamed() {
        problem(post("/v1/probe/order", ""), 400).body("errors.size()", equalTo(1));
        problem(post("/v1/probe/order", "null"), 400).body("errors.size()", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"items\":[{\"colour\":\"BLUE\"}]}         | items[0].colour      | must be one of RED, GREEN",
                "{\"items\":[{\"colour\":1}]}                | items[0].colour      | must be one of RED, GREEN",
                "{\"items\":[{\"amount\":\"1\"}]}            | items[0].amount      | must be a number in range",
                "{\"items\":[{\"amount\":1.5}]}              | items[0].amount      | must be a number in range",
                "{\"items\":[{\"amount\":99999999999}]}      | items[0].amount      | must be a number in range",
                "{\"items\":[{\"attendantId\":\"me\"}]}      | items[0].attendantId | must be a UUID",
                "{\"items\":[{\"attendantId\":\"\"}]}        | items[0].attendantId | must be a UUID",
                "{\"items\":[{\"at\":\"2026-01-01\"}]}       | items[0].at | must be a time in ISO 8601 with an offset",
                "{\"items\":{}}                              | items                | must be an array",
                "{\"items\":[3]}                             | items[0]             | must be an object",
                "{\"name\":7}                                | name                 | must be a string",
                "{\"tags\":[\"a\\u0000\"]}                   | tags[0]              | must not contain U+0000",
                "[]                                          | body                 | must be an object",
            })
    void aValueOfTheWrongKindIsNamed(String body, String field, String message) {
        problem(post("/v1/probe/order", body), 400)
                .body("errors.field", contains(field))
                .body("errors.message", contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "{\"name\":\"n\"}{", "nonsense", "{\"name\":\"\\q\"}"})
    void malformedJsonIsRefused(String body) {
        problem(post("/v1/probe/order", body), 400)
                .body("errors.field", contains("body"))
                .body("errors[0].message", containsString("not valid JSON"));
    }

    @Test
    void invalidUtf8_isRefused() {
        byte[] body = "{\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        problem(
                        given().contentType("application/json")
                                .body(body)
                                .post("/v1/probe/order")
                                .then(),
                        400)
                .body("errors.size()", equalTo(1));
    }

    @Test
    void fields_unknown_areIgnored() {
        post("/v1/probe/order", "{\"name\":\"n\",\"later\":1}").statusCode(200).body("name", equalTo("n"));
    }

    @Test
    void id_malformedInThePath_isNotFound() {
        problem(get("/v1/probe/things/abc"), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=abc, limit",
        "limit=0, limit",
        "limit=101, limit",
        "status=RED&status=BLUE, status",
        "unread=maybe, unread",
        "contactId=me, contactId",
        "after=last, after",
        "q=a%00b, q"
    })
    void aMalformedQueryParameterIsNamed(String query, String field) {
        problem(
                        given().urlEncodingEnabled(false)
                                .get("/v1/probe/query?" + query)
                                .then(),
                        400)
                .body("errors.field", contains(field));
    }

    @Test
    void query_notPercentEncoded_isRefused() throws Exception {
        // no well-behaved client sends it
        try (Socket raw = new Socket(address.getHost(), address.getPort())) {
            raw.getOutputStream().write("GET /v1/probe/query?q=%zz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            String status = new BufferedReader(new InputStreamReader(raw.getInputStream(), UTF_8)).readLine();
            assertThat(status).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void u0000_inThePath_isRefused() {
        problem(given().urlEncodingEnabled(false).get("/v1/probe/fails/%00").then(), 400);
    }

    @ParameterizedTest
    @CsvSource({"/v1/nothing", "/v1/probe/nothing", "/nothing"})
    void anUnknownPathIsNotFound(String path) {
        problem(get(path), 404, "NOT_FOUND");
    }

    @Test
    void method_other_isNotAllowed() {
        problem(given().delete("/v1/probe/order").then(), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void mediaType_other_isNotSupported() {
        problem(
                given().contentType("text/plain")
                        .body("x")
                        .post("/v1/probe/order")
                        .then(),
                415);
    }

    @Test
    void accept_other_isNotAcceptable() {
        problem(given().accept("image/png").get("/v1/probe/query").then(), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void body_overTheLimit_isTooLarge() {
        String body = "{\"name\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";
        problem(post("/v1/probe/order", body), 413, "PAYLOAD_TOO_LARGE");
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return problem(response, status, status == 415 ? "UNSUPPORTED_MEDIA_TYPE" : "VALIDATION_ERROR");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("keySet()", hasItems("type", "title", "status", "detail", "message", "errors", "traceId"));
    }
}
