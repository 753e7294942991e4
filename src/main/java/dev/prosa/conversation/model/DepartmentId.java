package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names a department; where one is expected, null is triage. */
public record DepartmentId(UUID value) {

    public DepartmentId {
        Objects.requireNonNull(value, "value");
    }
}
