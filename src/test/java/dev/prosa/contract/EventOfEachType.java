package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.TestInstitution;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Emits one event of each type as the last one of its conversation, so that a client that misses it ends differently. */
final class EventOfEachType {

    private final RandomActions actions;
    private final UUID channel;
    private final TestInstitution.Agent agent;

    EventOfEachType(RandomActions actions) {
        this.actions = actions;
        channel = actions.institution.channel(actions.sales);
        agent = actions.institution.agent("Eva", "AGENT", actions.sales);
    }

    void perform() {
        String renamed = conversation();
        String held = conversation();
        String taken = conversation();
        String moved = conversation();
        String read = conversation();
        String closed = conversation();
        assign(held, agent.id());
        String contact = get(renamed).path("contact").path("id").asText();
        actions.admin.put("/v1/contacts/" + contact, Map.of("name", "Another")).ok();
        actions.admin.put("/v1/agents/" + agent.id(), Map.of("name", "Eve")).ok();
        assign(taken, agent.id());
        patch(moved, "transfer", Map.of("departmentId", actions.support));
        patch(read, "read", Map.of());
        patch(closed, "close", Map.of());
        conversation();
    }

    private String conversation() {
        return actions.institution
                .writes(channel, actions.institution.phone(), "Hello")
                .path("conversationId")
                .asText();
    }

    private void assign(String conversation, UUID to) {
        Map<String, Object> body = new HashMap<>();
        body.put("attendantId", to);
        patch(conversation, "assign", body);
    }

    private JsonNode get(String conversation) {
        return actions.admin.get("/v1/conversations/" + conversation).ok().data();
    }

    private void patch(String conversation, String what, Object body) {
        actions.admin
                .patch("/v1/conversations/" + conversation + "/" + what, body)
                .ok();
    }
}
