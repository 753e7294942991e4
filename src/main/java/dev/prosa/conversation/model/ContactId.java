package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names a contact, the person outside. */
public record ContactId(UUID value) {

    public ContactId {
        Objects.requireNonNull(value, "value");
    }
}
