package dev.prosa.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The OpenAPI document as the tests read it: its operations, and whether values fit its schemas. */
public final class OpenApi {

    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");
    private static final OpenApi DOCUMENT = new OpenApi(Schemas.read("/META-INF/openapi.yaml"));

    private final JsonNode root;
    private final Schemas schemas;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * One method of one path.
     *
     * @param path with its parameters in braces
     * @param parameters those of the path, too, with their references followed
     */
    public record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {

        public String name() {
            return method + " " + path;
        }

        public String id() {
            return node.path("operationId").asText();
        }

        boolean isAt(String otherPath) {
            String literals = path.replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
            return Pattern.matches("\\Q" + literals + "\\E", otherPath);
        }
    }

    private OpenApi(JsonNode root) {
        this.root = root;
        this.schemas = new Schemas(JsonMetaSchema.getV202012(), root.path("components"));
        root.path("paths").properties().forEach(path -> addOperations(path.getKey(), path.getValue()));
        // where a literal and a parameter both fit, the literal is meant
        operations.sort(Comparator.comparing(operation -> operation.path().contains("{")));
    }

    public static OpenApi document() {
        return DOCUMENT;
    }

    public JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    public Optional<Operation> operation(String method, String path) {
        Optional<String> template = operations.stream()
                .filter(operation -> operation.isAt(path))
                .map(Operation::path)
                .findFirst();
        return operations.stream()
                .filter(operation -> template.equals(Optional.of(operation.path())))
                .filter(operation -> operation.method().equals(method))
                .findFirst();
    }

    /** The node, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with a request's value; what the schema does not name is let through, as the service does. */
    public List<String> errors(JsonNode schema, JsonNode value) {
        return schemas.errors(schema, value);
    }

    /** What is wrong with an answer's value; what the schema does not name is wrong, too. */
    public List<String> errorsOfAnswer(JsonNode schema, JsonNode value) {
        return schemas.errorsOfAll(schema, value);
    }

    private void addOperations(String path, JsonNode item) {
        for (Map.Entry<String, JsonNode> member : item.properties()) {
            String method = member.getKey().toUpperCase(Locale.ROOT);
            JsonNode operation = member.getValue();
            if (METHODS.contains(method))
                operations.add(new Operation(method, path, operation, parameters(item, operation)));
        }
    }

    private List<JsonNode> parameters(JsonNode item, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        for (JsonNode owner : List.of(item, operation))
            owner.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return parameters;
    }
}
