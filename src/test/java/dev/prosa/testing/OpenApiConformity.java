package dev.prosa.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.prosa.testing.OpenApi.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether what was answered is what the OpenAPI document says; every client of the tests asks it about every answer. */
public final class OpenApiConformity {

    private static final OpenApi DOCUMENT = OpenApi.document();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";
    /** It never ends: its events are held to the AsyncAPI document. */
    private static final String STREAM = "text/event-stream";
    /** What only the tests serve, and the socket, which is no operation. */
    private static final List<String> ELSEWHERE = List.of("/v1/probe", "/v1/doors", "/v1/live");

    /** A request line or headers that are too long: refused before there is a request. */
    private static final Set<Integer> OF_THE_HTTP_LAYER = Set.of(414, 431);

    private static final Set<String> WITHOUT_BODY = Set.of("HEAD", "OPTIONS");

    /**
     * A request and its answer.
     *
     * @param path as it was sent, without the query
     * @param requestBody null if there was none
     * @param header the answer's, by name; null if it has none
     */
    public record Exchange(
            String method, String path, String requestBody, int status, Function<String, String> header, byte[] body) {

        private String contentType() {
            String type = header.apply("Content-Type");
            return type == null ? "" : type.split(";", 2)[0].strip();
        }

        private boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    private final Exchange exchange;
    private final List<String> faults = new ArrayList<>();

    private OpenApiConformity(Exchange exchange) {
        this.exchange = exchange;
    }

    /** @throws AssertionError saying how the answer differs from the document */
    public static void check(Exchange exchange) {
        List<String> faults = faults(exchange);
        if (!faults.isEmpty())
            throw new AssertionError(exchange.method() + " " + exchange.path() + " was answered " + exchange.status()
                    + ", which is not as the OpenAPI document says: " + faults + "\n"
                    + new String(exchange.body(), StandardCharsets.UTF_8));
    }

    /** How the answer differs from the document; empty if it does not. */
    public static List<String> faults(Exchange exchange) {
        boolean documented = exchange.path().startsWith("/v1/")
                && ELSEWHERE.stream().noneMatch(exchange.path()::startsWith)
                && !WITHOUT_BODY.contains(exchange.method());
        return documented ? new OpenApiConformity(exchange).compared() : List.of();
    }

    private List<String> compared() {
        Optional<Operation> operation = DOCUMENT.operation(exchange.method(), exchange.path());
        if (OF_THE_HTTP_LAYER.contains(exchange.status()) && exchange.body().length == 0) return faults;
        if (operation.isPresent()) compareTo(operation.get());
        else compareToUnknownPlace();
        return faults;
    }

    private void compareTo(Operation operation) {
        JsonNode response =
                DOCUMENT.resolved(operation.node().path("responses").path(String.valueOf(exchange.status())));
        if (response.isMissingNode()) faults.add("no such status of " + operation.id());
        else compareTo(response);
        if (exchange.status() == 500) faults.add("something went wrong inside");
        if (exchange.isSuccess() && exchange.requestBody() != null) compareRequest(operation);
    }

    private void compareTo(JsonNode response) {
        compareHeaders(response.path("headers"));
        JsonNode content = response.path("content");
        if (content.has(exchange.contentType())) compareBody(content.path(exchange.contentType()));
        else if (!content.isMissingNode()) faults.add("no such media type: " + exchange.contentType());
        else if (exchange.body().length > 0) faults.add("a body where there is none");
    }

    private void compareBody(JsonNode media) {
        if (exchange.contentType().equals(STREAM)) return;
        JsonNode body = json(exchange.body());
        faults.addAll(DOCUMENT.errorsOfAnswer(media.path("schema"), body));
        if (!exchange.contentType().equals(PROBLEM)) return;
        if (!media.path("examples").has(body.path("code").asText())) faults.add("no such code at this status");
        compareStatusIn(body);
    }

    private void compareStatusIn(JsonNode problem) {
        if (problem.path("status").asInt() != exchange.status()) faults.add("another status in the body");
        if (!problem.path("message").equals(problem.path("detail"))) faults.add("message and detail differ");
    }

    private void compareHeaders(JsonNode documented) {
        for (Map.Entry<String, JsonNode> known :
                DOCUMENT.root().at("/components/headers").properties()) {
            String value = exchange.header().apply(known.getKey());
            boolean isDocumented = documented.has(known.getKey());
            if (value != null && !isDocumented) faults.add("no such header: " + known.getKey());
            if (value != null) compareHeader(known.getValue(), value);
            boolean isMissing = value == null && isDocumented;
            if (isMissing && known.getValue().path("required").asBoolean()) faults.add("without " + known.getKey());
        }
    }

    private void compareHeader(JsonNode header, String value) {
        JsonNode schema = header.path("schema");
        boolean isNumber = schema.path("type").asText().equals("integer") && value.matches("\\d{1,18}");
        JsonNode read = isNumber ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value);
        faults.addAll(DOCUMENT.errors(schema, read));
    }

    /** What was taken must be what the document lets one send; an array is taken with wrong items, too. */
    private void compareRequest(Operation operation) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        JsonNode body = json(exchange.requestBody().getBytes(StandardCharsets.UTF_8));
        boolean none =
                body.isNull() && !operation.node().at("/requestBody/required").asBoolean();
        if (schema.isMissingNode() || body.isArray() || none) return;
        JsonNode single = schema.path("type").asText().equals("array") ? schema.path("items") : schema;
        if (!DOCUMENT.errors(single, body).isEmpty())
            DOCUMENT.errors(single, withoutNulls(body))
                    .forEach(error -> faults.add("in the request, which was taken: " + error));
    }

    /** An optional field may be null for absent. */
    private static JsonNode withoutNulls(JsonNode body) {
        if (!(body instanceof ObjectNode object)) return body;
        ObjectNode copy = JSON.createObjectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), withoutNulls(field.getValue())));
        copy.removeIf(JsonNode::isNull);
        return copy;
    }

    /** A path that is not there, or a method that the path does not have. */
    private void compareToUnknownPlace() {
        if (!exchange.contentType().equals(PROBLEM)) faults.add("no such operation");
        else {
            JsonNode problem = json(exchange.body());
            faults.addAll(DOCUMENT.errorsOfAnswer(DOCUMENT.root().at("/components/schemas/Problem"), problem));
            compareStatusIn(problem);
        }
    }

    private JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            faults.add("no JSON");
            return JSON.missingNode();
        }
    }
}
