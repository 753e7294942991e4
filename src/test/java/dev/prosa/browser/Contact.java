package dev.prosa.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import java.util.Map;
import java.util.UUID;

/** Somebody who writes to the institution, by the channel's adapter. */
record Contact(String name, String phone, String channel, Client program) {

    /** @return the conversation's id */
    String writes(String text) {
        return sends("text", Map.of("text", text));
    }

    /** @return the conversation's id */
    String sends(String type, Map<String, ?> content) {
        JsonNode taken = program.post("/v1/channels/" + channel + "/inbound", message(name, phone, type, content))
                .ok()
                .data()
                .get(0);
        return taken.path("conversationId").asText();
    }

    /** Messages of its conversation as the service has them, the last one first. */
    JsonNode messages(String conversation) {
        return program.get("/v1/conversations/" + conversation + "/messages")
                .ok()
                .data();
    }

    JsonNode conversation(String id) {
        return program.get("/v1/conversations/" + id).ok().data();
    }

    static Map<String, Object> message(String name, String phone, String type, Map<String, ?> content) {
        return Map.of(
                "externalId",
                UUID.randomUUID().toString(),
                "from",
                Map.of("phone", phone, "name", name),
                "type",
                type,
                "content",
                content);
    }
}
