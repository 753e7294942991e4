package dev.prosa.batching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.http.BodyFaults;
import dev.prosa.problem.Ids;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads items from JSON. */
@Singleton
public final class ItemJson {

    private final ObjectMapper json;

    public ItemJson(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Refused naming the field that is wrong */
    public <T> T read(JsonNode item, Class<T> type) {
        if (!item.isObject()) throw Refused.field("body", "must be an object");
        try {
            return json.treeToValue(item, type);
        } catch (JsonProcessingException e) {
            throw BodyFaults.ofJson(e);
        }
    }

    /** A text field, to be repeated in the answer for an item that may be wrong; null if it cannot be repeated. */
    public static String echo(JsonNode item, String field) {
        String text = item.path(field).textValue();
        // half a surrogate pair cannot be written as UTF-8
        return text != null && StandardCharsets.UTF_8.newEncoder().canEncode(text) ? text : null;
    }

    /** The same for an id. */
    public static UUID echoId(JsonNode item, String field) {
        try {
            return Ids.parse(item.path(field).asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
