package dev.prosa.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.delivery.DeliveryReport;
import dev.prosa.delivery.ReportRequest;
import dev.prosa.http.BodyFaults;
import dev.prosa.problem.Ids;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads messages and delivery reports from JSON; all throw {@link Refused} that names what is wrong. */
@Singleton
public final class ItemReader {

    private final ObjectMapper json;

    public ItemReader(ObjectMapper json) {
        this.json = json;
    }

    public InboundMessage message(JsonNode item, UUID institution, UUID channel) {
        return read(item, InboundRequest.class).checked(institution, channel);
    }

    public DeliveryReport report(JsonNode item, UUID institution, UUID channel) {
        return read(item, ReportRequest.class).checked(institution, channel);
    }

    private <T> T read(JsonNode item, Class<T> type) {
        if (!item.isObject()) throw Refused.field("body", "must be an object");
        try {
            return json.treeToValue(item, type);
        } catch (JsonProcessingException e) {
            throw BodyFaults.ofJson(e);
        }
    }

    /** A field as it may be repeated in an answer, however wrong the item is; null if it is no text that can be. */
    public static String echo(JsonNode item, String field) {
        String text = item.path(field).textValue();
        // what is no UTF-8, such as half a surrogate pair, no answer can hold
        return text != null && StandardCharsets.UTF_8.newEncoder().canEncode(text) ? text : null;
    }

    /** The same of an id. */
    public static UUID echoId(JsonNode item, String field) {
        try {
            return Ids.parse(item.path(field).asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
