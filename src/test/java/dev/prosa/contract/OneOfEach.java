package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.World;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Of each type of event one that is the last word about its conversation, so that whoever misses it ends elsewhere. */
final class OneOfEach {

    private final Bustle bustle;
    private final UUID channel;
    private final World.Agent agent;

    OneOfEach(Bustle bustle) {
        this.bustle = bustle;
        channel = bustle.world.channel(bustle.sales);
        agent = bustle.world.agent("Eva", "AGENT", bustle.sales);
    }

    void happens() {
        String renamed = conversation();
        String held = conversation();
        String taken = conversation();
        String moved = conversation();
        String read = conversation();
        String closed = conversation();
        assign(held, agent.id());
        String contact = get(renamed).path("contact").path("id").asText();
        bustle.admin.put("/v1/contacts/" + contact, Map.of("name", "Another")).ok();
        bustle.admin.put("/v1/agents/" + agent.id(), Map.of("name", "Eve")).ok();
        assign(taken, agent.id());
        patch(moved, "transfer", Map.of("departmentId", bustle.support));
        patch(read, "read", Map.of());
        patch(closed, "close", Map.of());
        conversation();
    }

    private String conversation() {
        return bustle.world
                .writes(channel, bustle.world.phone(), "Hello")
                .path("conversationId")
                .asText();
    }

    private void assign(String conversation, UUID to) {
        Map<String, Object> body = new HashMap<>();
        body.put("attendantId", to);
        patch(conversation, "assign", body);
    }

    private JsonNode get(String conversation) {
        return bustle.admin.get("/v1/conversations/" + conversation).ok().data();
    }

    private void patch(String conversation, String what, Object body) {
        bustle.admin
                .patch("/v1/conversations/" + conversation + "/" + what, body)
                .ok();
    }
}
