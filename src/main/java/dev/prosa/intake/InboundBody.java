package dev.prosa.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.platform.BodyFaults;
import dev.prosa.platform.Refused;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads one message or an array of 1–500; in an array what is wrong with an item is told in its place. */
@Singleton
final class InboundBody {

    private static final int MOST = 500;

    private final ObjectMapper json;

    InboundBody(ObjectMapper json) {
        this.json = json;
    }

    /** An item as it stands in the body: a message, or why it is none. */
    record Item(String externalId, InboundMessage message, Refused refused) {

        boolean isGood() {
            return refused == null;
        }
    }

    /** @throws Refused if a single object is wrong, or the array has no or too many items */
    List<Item> read(JsonNode body, UUID institution, UUID channel) {
        if (body != null && body.isObject()) return List.of(single(item(body, institution, channel)));
        if (body == null || !body.isArray()) throw Refused.field("body", "must be a message or an array of messages");
        if (body.isEmpty() || body.size() > MOST) throw Refused.field("body", "must hold 1 to " + MOST + " messages");
        List<Item> items = new ArrayList<>();
        body.forEach(node -> items.add(item(node, institution, channel)));
        return items;
    }

    private static Item single(Item item) {
        if (!item.isGood()) throw item.refused();
        return item;
    }

    private Item item(JsonNode node, UUID institution, UUID channel) {
        String externalId =
                node.path("externalId").isTextual() ? node.path("externalId").textValue() : null;
        try {
            if (!node.isObject()) throw Refused.field("body", "must be an object");
            InboundRequest request = json.treeToValue(node, InboundRequest.class);
            return new Item(externalId, request.checked(institution, channel), null);
        } catch (JsonProcessingException e) {
            return new Item(externalId, null, BodyFaults.ofJson(e));
        } catch (Refused e) {
            return new Item(externalId, null, e);
        }
    }
}
