package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names a message. */
public record MessageId(UUID value) {

    public MessageId {
        Objects.requireNonNull(value, "value");
    }
}
