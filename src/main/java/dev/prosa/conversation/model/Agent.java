package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.Set;

/** An agent as far as the rules ask: active or not, and the departments it belongs to by membership. */
public record Agent(AgentId id, boolean active, Set<DepartmentId> departments) {

    public Agent {
        Objects.requireNonNull(id, "id");
        departments = Set.copyOf(departments);
    }

    /** An id nobody active answers to: every rule refuses it as it refuses an agent from elsewhere. */
    public static Agent unknown(AgentId id) {
        return new Agent(id, false, Set.of());
    }

    /** R6: an active member, whatever its role; in triage (null) any active agent. */
    boolean mayBeAssignedIn(DepartmentId departmentOrNullForTriage) {
        return active && (departmentOrNullForTriage == null || departments.contains(departmentOrNullForTriage));
    }
}
