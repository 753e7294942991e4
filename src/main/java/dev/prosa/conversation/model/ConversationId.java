package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names a conversation. */
public record ConversationId(UUID value) {

    public ConversationId {
        Objects.requireNonNull(value, "value");
    }
}
