package dev.prosa.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Somebody who writes to the institution, by the channel's adapter. */
record Contact(String name, String phone, String channel, Client program) {

    /** @return the conversation's id */
    String writes(String text) {
        return sends("text", Map.of("text", text));
    }

    /** {@code Message 1.} and so on, up to 500. @return the conversation's id */
    String writesMany(int times) {
        return post(IntStream.rangeClosed(1, times)
                .mapToObj(number -> message(name, phone, "text", Map.of("text", "Message " + number + ".")))
                .toList());
    }

    /** @return the conversation's id */
    String sends(String type, Map<String, ?> content) {
        return post(message(name, phone, type, content));
    }

    private String post(Object messages) {
        JsonNode taken = program.post("/v1/channels/" + channel + "/inbound", messages)
                .ok()
                .data();
        return taken.get(0).path("conversationId").asText();
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
