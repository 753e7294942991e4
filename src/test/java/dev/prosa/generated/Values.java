package dev.prosa.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.testing.OpenApi;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;

/** Values that a schema of the document allows, with ids of what there is. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final OpenApi DOCUMENT = OpenApi.document();
    private static final String CHARACTERS = "abc XYZ 019 äß 字 \ud83d\ude00\ud83d\ude01 '\"\\%/<>&;\n\t";
    private static final Map<String, String> FORM_OF_TYPE = Map.of("text", "TextContent", "contact", "ContactContent");

    private final TargetInstitution target;
    private final Random random;
    /** Whether optional fields are all there, or as it comes. */
    private final boolean whole;

    Values(TargetInstitution target, Random random, boolean whole) {
        this.target = target;
        this.random = random;
        this.whole = whole;
    }

    /** @param name the name of the value, which says whose id it is */
    JsonNode of(JsonNode reference, String name) {
        JsonNode schema = DOCUMENT.resolved(reference);
        if (schema.has("oneOf")) return of(any(schema.path("oneOf")), name);
        if (schema.has("enum")) return any(schema.path("enum"));
        boolean mayBeNull = schema.path("type").isArray();
        if (mayBeNull && !whole && random.nextInt(4) == 0) return JSON.nullNode();
        String type = mayBeNull
                ? schema.path("type").get(0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> array(schema, name);
            case "integer" -> integer(schema);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(string(schema, name));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean required = has(schema.path("required"), property.getKey());
            if (required || whole || random.nextBoolean())
                object.set(property.getKey(), of(property.getValue(), property.getKey()));
        }
        if (object.has("type") && object.has("content"))
            object.set("content", contentOf(object.path("type").asText()));
        if (schema.path("additionalProperties").asBoolean()) object.put("key " + random.nextInt(9), text(1, 20));
        return object;
    }

    /** What the type of a message asks for, which a schema cannot say in a way that generators take. */
    private JsonNode contentOf(String type) {
        String form = FORM_OF_TYPE.getOrDefault(type, "MediaContent");
        return of(DOCUMENT.root().at("/components/schemas/" + form), "content");
    }

    private ArrayNode array(JsonNode schema, String name) {
        ArrayNode array = JSON.arrayNode();
        int items = 1 + random.nextInt(3);
        for (int i = 0; i < items; i++) array.add(of(schema.path("items"), name));
        return array;
    }

    private JsonNode integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(least + 1000);
        return JSON.numberNode(least + (long) (random.nextDouble() * (most - least + 1)));
    }

    private String string(JsonNode schema, String name) {
        if (schema.path("format").asText().equals("uuid")) return target.idOf(name);
        if (schema.path("format").asText().equals("date-time"))
            return Instant.now()
                    .plus(1, ChronoUnit.HOURS)
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
        if (schema.path("pattern").asText().contains("[0-9]{8,15}")) return target.institution.phone();
        if (schema.path("pattern").asText().contains("@")) return "a" + target.institution.phone() + "@test.prosa";
        boolean hasForm =
                schema.has("format") || schema.path("pattern").asText().length() > 2;
        if (hasForm) return any(schema.path("examples")).asText();
        return text(schema.path("minLength").asInt(0), schema.path("maxLength").asInt(300));
    }

    /** Of any length in the range, in code points; longest now and then. */
    private String text(int least, int most) {
        int length = random.nextInt(20) == 0 ? most : least + random.nextInt(Math.min(30, most - least) + 1);
        int[] points = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        if (length > 0) text.append((char) ('a' + random.nextInt(26)));
        for (int i = 1; i < length; i++) text.appendCodePoint(points[random.nextInt(points.length)]);
        return text.toString();
    }

    private JsonNode any(JsonNode choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static boolean has(JsonNode array, String text) {
        for (JsonNode item : array) if (item.asText().equals(text)) return true;
        return false;
    }
}
