package dev.prosa.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.testing.OpenApi;
import dev.prosa.testing.OpenApi.Operation;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A request to an operation while it is being made up: a valid one at first, of which a case changes one thing. */
final class Draft {

    /** Escapes, so that it can write what is no character. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Map<String, String> FORM_OF_TYPE = Map.of(
            "text",
            "SendText",
            "image",
            "SendImage",
            "video",
            "SendVideo",
            "audio",
            "SendAudio",
            "document",
            "SendDocument",
            "contact",
            "SendContact");

    /** Names of the id of what a path is about. */
    private static final Set<String> OWN = Set.of("id", "departmentId");

    final Operation operation;
    final Map<String, String> pathValues = new LinkedHashMap<>();
    final List<String> query = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    String method;
    /** What is sent as the body: JSON, or bytes instead; none if both are null. */
    JsonNode body;

    byte[] rawBody;

    private Draft(Operation operation) {
        this.operation = operation;
        this.method = operation.method();
    }

    static Draft valid(Operation operation, TargetInstitution target, Random random, boolean whole) {
        Draft draft = new Draft(operation);
        Values values = new Values(target, random, whole);
        draft.headers.put("Authorization", "Bearer " + target.admin.bearer());
        for (JsonNode parameter : operation.parameters())
            if (parameter.path("in").asText().equals("path")) draft.fillPlace(parameter, target, values);
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) draft.fillBody(schema, values);
        return draft;
    }

    private void fillPlace(JsonNode parameter, TargetInstitution target, Values values) {
        String name = parameter.path("name").asText();
        String value = OWN.contains(name)
                ? id(target)
                : values.of(parameter.path("schema"), name).asText();
        pathValues.put(name, value);
    }

    private String id(TargetInstitution target) {
        String kind = operation.path().contains("/conversations/")
                ? "conversation"
                : TargetInstitution.kindOf(operation.path());
        boolean spare = operation.method().equals("DELETE") && target.isScarce(kind);
        return spare ? UUID.randomUUID().toString() : target.idOf(kind);
    }

    private void fillBody(JsonNode schema, Values values) {
        headers.put("Content-Type", "application/json");
        String form = FORM_OF_TYPE.get(pathValues.getOrDefault("type", ""));
        body = values.of(form == null ? schema : OpenApi.document().root().at("/components/schemas/" + form), "body");
        // nothing else says that one of them must be there
        boolean ofTransfer = operation.id().equals("transferConversation") && body.isObject();
        if (ofTransfer && !body.has("departmentId")) ((ObjectNode) body).putNull("departmentId");
    }

    void ask(String name, String value) {
        query.add(name + "=" + value);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String path() {
        String path = operation.path();
        for (Map.Entry<String, String> value : pathValues.entrySet())
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        return path;
    }

    HttpRequest on(URI node) {
        String address = path() + (query.isEmpty() ? "" : "?" + String.join("&", query));
        byte[] bytes = bytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(address))
                .method(
                        method,
                        bytes == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        return request.build();
    }

    /** Null if there is none. */
    byte[] bytes() {
        try {
            return rawBody != null || body == null ? rawBody : JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body; null if there is none. */
    String text() {
        byte[] bytes = bytes();
        return bytes == null || bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String shown = headers.entrySet().stream()
                .filter(header -> !header.getKey().equals("Authorization"))
                .map(Map.Entry::toString)
                .collect(Collectors.joining(", "));
        return method + " " + path() + " " + query + " {" + shown + "} " + text();
    }
}
