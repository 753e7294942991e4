package dev.prosa.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of a document, each compiled once, and whether values fit them. */
final class Schemas {

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonSchemaFactory factory;
    private final JsonNode components;
    private final JsonNode closedComponents;
    private final Map<JsonNode, JsonSchema> open = new ConcurrentHashMap<>();
    private final Map<JsonNode, JsonSchema> closed = new ConcurrentHashMap<>();

    /**
     * @param dialect the JSON Schema that the document's schemas are
     * @param components what they refer to
     */
    Schemas(JsonMetaSchema dialect, JsonNode components) {
        this.factory = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(dialect.getIri())
                .metaSchema(withComponents(dialect))
                .build();
        this.components = withoutDiscriminators(components);
        this.closedComponents = closed(this.components);
    }

    /** A document in YAML, of the class path. */
    static JsonNode read(String document) {
        try (InputStream yaml = Schemas.class.getResourceAsStream(document)) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a value; what the schema does not name is let through. */
    List<String> errors(JsonNode schema, JsonNode value) {
        return messages(open.computeIfAbsent(schema, s -> compiled(s, components)), value);
    }

    /** What is wrong with a value; what the schema does not name is wrong, too. */
    List<String> errorsOfAll(JsonNode schema, JsonNode value) {
        return messages(closed.computeIfAbsent(schema, s -> compiled(closed(s), closedComponents)), value);
    }

    private JsonSchema compiled(JsonNode schema, JsonNode components) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", components);
        return factory.getSchema(whole, STRICT);
    }

    /** JSON Schema, and where the document keeps the schemas that others refer to. */
    private static JsonMetaSchema withComponents(JsonMetaSchema dialect) {
        return JsonMetaSchema.builder(dialect)
                .keyword(new NonValidationKeyword("components"))
                .build();
    }

    /** They are for generators: what they say the schemas say, too. */
    private static JsonNode withoutDiscriminators(JsonNode node) {
        JsonNode copy = node.deepCopy();
        copy.findParents("discriminator").forEach(schema -> ((ObjectNode) schema).remove("discriminator"));
        return copy;
    }

    private static JsonNode closed(JsonNode node) {
        JsonNode copy = node.deepCopy();
        copy.findParents("properties").stream()
                .filter(schema -> !schema.has("additionalProperties"))
                .forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
        return copy;
    }

    private static List<String> messages(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }
}
