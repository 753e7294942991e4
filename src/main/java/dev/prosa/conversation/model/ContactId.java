package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names a contact, the person who writes to the institution. */
public record ContactId(UUID value) {

    public ContactId {
        Objects.requireNonNull(value, "value");
    }
}
