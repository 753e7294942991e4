package dev.prosa.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What can replace a field's value; most of it fits few fields, and some of it none. */
final class WrongValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WrongValues() {}

    /** By what it is. Null: the field is left out. */
    static Map<String, UnaryOperator<JsonNode>> all(String foreignId) {
        Map<String, UnaryOperator<JsonNode>> all = new LinkedHashMap<>();
        all.put("missing", value -> null);
        all.put("null", value -> JSON.nullNode());
        all.put("a number", value -> JSON.numberNode(7));
        all.put("a negative number", value -> JSON.numberNode(-1));
        all.put("a fraction", value -> JSON.numberNode(1.5));
        all.put("a number beyond 64 bits", value -> JSON.numberNode(BigInteger.TWO.pow(63)));
        all.put("true", value -> JSON.booleanNode(true));
        all.put("an object", value -> JSON.objectNode().put("a", 1));
        all.put("an array", value -> JSON.arrayNode().add("a").add(1).addNull());
        all.put("empty text", value -> JSON.textNode(""));
        all.put("spaces", value -> JSON.textNode("   "));
        all.put("other text", value -> JSON.textNode("x"));
        all.put("too long", value -> JSON.textNode("x".repeat(5000)));
        all.put("an unknown id", value -> JSON.textNode(UUID.randomUUID().toString()));
        all.put("a foreign id", value -> JSON.textNode(foreignId));
        all.put("a malformed id", value -> JSON.textNode("1-1-1-1-1"));
        all.put("too many", value -> many(value, 1001));
        return all;
    }

    /** What no string may hold: a request with one of these must be refused. */
    static Map<String, UnaryOperator<JsonNode>> unstorable() {
        return Map.of(
                "U+0000", value -> JSON.textNode(value.asText() + "\0"),
                "an unpaired surrogate", value -> JSON.textNode("\ud800" + value.asText()));
    }

    private static JsonNode many(JsonNode value, int count) {
        ArrayNode many = JSON.arrayNode();
        JsonNode item = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        for (int i = 0; i < count; i++) many.add(item);
        return many;
    }

    /** Changes the value at an index of the body; the index counts over all values. */
    static void change(ObjectNode whole, int index, UnaryOperator<JsonNode> change) {
        List<Runnable> changes = new ArrayList<>();
        collect(whole, change, changes);
        changes.get(index % changes.size()).run();
    }

    static int count(JsonNode body) {
        int count = 0;
        for (JsonNode value : body) count += 1 + count(value);
        return count;
    }

    private static void collect(JsonNode node, UnaryOperator<JsonNode> change, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> changes.add(() -> put(object, name, change)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) changes.add(setting(array, i, change));
        }
        node.forEach(child -> collect(child, change, changes));
    }

    private static void put(ObjectNode object, String name, UnaryOperator<JsonNode> change) {
        JsonNode changed = change.apply(object.get(name));
        if (changed == null) object.remove(name);
        else object.set(name, changed);
    }

    private static Runnable setting(ArrayNode array, int index, UnaryOperator<JsonNode> change) {
        return () -> {
            JsonNode changed = change.apply(array.get(index));
            if (changed == null) array.remove(index);
            else array.set(index, changed);
        };
    }
}
