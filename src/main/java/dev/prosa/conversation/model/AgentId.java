package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names an agent, the one who answers. */
public record AgentId(UUID value) {

    public AgentId {
        Objects.requireNonNull(value, "value");
    }
}
