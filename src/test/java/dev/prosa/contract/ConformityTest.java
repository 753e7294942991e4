package dev.prosa.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.OpenApiConformity;
import dev.prosa.testing.OpenApiConformity.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check that holds every answer of the tests to the OpenAPI document, itself seen to fail. */
class ConformityTest {

    private static final String DEPARTMENTS = "/v1/departments/019b1c1e-6f00-7a4e-8f6b-3d6f5a0c9b21";
    private static final String DEPARTMENT =
            "{\"id\":\"019b1c1e-6f00-7a4e-8f6b-3d6f5a0c9b21\",\"name\":\"Sales\",\"createdAt\":\"2026-01-31T12:00:00.000Z\"}";
    private static final String NOT_FOUND =
            "{\"type\":\"urn:prosa:problem:not-found\",\"title\":\"Not found\",\"status\":404,\"detail\":\"Not found\","
                    + "\"code\":\"NOT_FOUND\",\"message\":\"Not found\",\"errors\":[],\"traceId\":\"4bf92f3577b34da6\"}";

    private final Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));

    @Test
    void answer_asDocumented_conforms() {
        assertThat(of(200, data(DEPARTMENT))).isEmpty();
        headers.put("Content-Type", "application/problem+json");
        assertThat(of(404, NOT_FOUND)).isEmpty();
    }

    @Test
    void status_undocumented_isReported() {
        assertThat(of(202, data(DEPARTMENT))).containsExactly("no such status of getDepartment");
    }

    @Test
    void serverError_isReported_thoughDocumented() {
        headers.put("Content-Type", "application/problem+json");
        assertThat(of(500, NOT_FOUND)).contains("something went wrong inside");
    }

    @Test
    void body_notFittingItsSchema_isReported() {
        assertThat(of(200, data(DEPARTMENT.replace("12:00:00.000Z", "12:00:00Z"))))
                .hasSize(1);
        assertThat(of(200, data(DEPARTMENT.replace("019b", "")))).hasSize(1);
        assertThat(of(200, data(DEPARTMENT.replace("\"Sales\"", "null")))).hasSize(1);
        assertThat(of(200, data(DEPARTMENT.replace("\"name\"", "\"title\"")))).hasSize(2);
        assertThat(of(200, DEPARTMENT)).isNotEmpty();
        assertThat(of(200, "")).isNotEmpty();
    }

    @Test
    void member_undocumented_isReported() {
        assertThat(of(200, data(DEPARTMENT.replace("}", ",\"more\":1}"))))
                .singleElement()
                .asString()
                .contains("more");
    }

    @Test
    void mediaType_undocumented_isReported() {
        headers.put("Content-Type", "text/plain");
        assertThat(of(200, data(DEPARTMENT))).containsExactly("no such media type: text/plain");
    }

    @Test
    void code_ofAnotherStatus_isReported() {
        headers.put("Content-Type", "application/problem+json");
        assertThat(of(404, NOT_FOUND.replace("NOT_FOUND", "IN_USE"))).containsExactly("no such code at this status");
        assertThat(of(404, NOT_FOUND.replace("404", "409"))).containsExactly("another status in the body");
    }

    @Test
    void headers_missingWrongOrUndocumented_areReported() {
        headers.put("ETag", "\"7\"");
        assertThat(of(200, data(DEPARTMENT))).containsExactly("no such header: ETag");
        headers.remove("ETag");
        headers.put("RateLimit-Limit", "many");
        assertThat(of(200, data(DEPARTMENT))).hasSize(1);
        headers.remove("RateLimit-Limit");
        headers.put("Content-Type", "application/problem+json");
        assertThat(of(401, NOT_FOUND.replace("404", "401").replace("NOT_FOUND", "UNAUTHORIZED")))
                .containsExactly("without WWW-Authenticate");
    }

    @Test
    void request_forbiddenByTheDocumentButTaken_isReported() {
        Exchange exchange =
                new Exchange("PUT", DEPARTMENTS, "{\"name\":7}", 200, headers::get, bytes(data(DEPARTMENT)));
        assertThat(OpenApiConformity.faults(exchange))
                .singleElement()
                .asString()
                .startsWith("in the request, which was taken: ");
    }

    @Test
    void path_undocumented_isReported() {
        Exchange exchange = new Exchange("GET", "/v1/secrets", null, 200, headers::get, bytes("{}"));
        assertThat(OpenApiConformity.faults(exchange)).containsExactly("no such operation");
    }

    private List<String> of(int status, String body) {
        return OpenApiConformity.faults(new Exchange("GET", DEPARTMENTS, null, status, headers::get, bytes(body)));
    }

    private static String data(String value) {
        return "{\"data\":" + value + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
