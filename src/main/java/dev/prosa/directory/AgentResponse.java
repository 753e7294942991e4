package dev.prosa.directory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An agent as it is shown: all of it, or what an AGENT sees of its colleagues. */
sealed interface AgentResponse extends CreatedResponse.Identified {

    /** @param departmentIds by the departments' names */
    record Whole(
            UUID id,
            String name,
            String email,
            Role role,
            boolean active,
            List<UUID> departmentIds,
            Instant createdAt,
            Instant updatedAt)
            implements AgentResponse {}

    record Colleague(UUID id, String name, List<UUID> departmentIds) implements AgentResponse {}

    static AgentResponse of(Agent agent, List<UUID> departments) {
        return new Whole(
                agent.id(),
                agent.name(),
                agent.email(),
                agent.role(),
                agent.isActive(),
                departments,
                agent.createdAt(),
                agent.updatedAt());
    }

    static AgentResponse of(Agent agent, List<UUID> departments, Caller caller) {
        return caller.role() == Role.AGENT
                ? new Colleague(agent.id(), agent.name(), departments)
                : of(agent, departments);
    }
}
