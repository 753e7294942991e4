package dev.prosa.conversation;

import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.DepartmentId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An agent whose activity and departments stay as they are until the transaction ends.
 *
 * @param name null if it is not active, or not there
 * @param departmentsByName in the order of their names
 */
record LockedAgent(Agent agent, String name, List<DepartmentId> departmentsByName) {

    /** @param departments ids with commas between them, by name */
    static LockedAgent of(UUID id, String nameOrNull, String departments) {
        AgentId agent = new AgentId(id);
        if (nameOrNull == null) return new LockedAgent(Agent.unknown(agent), null, List.of());
        List<DepartmentId> byName = Arrays.stream(departments.split(","))
                .filter(department -> !department.isEmpty())
                .map(department -> new DepartmentId(UUID.fromString(department)))
                .toList();
        return new LockedAgent(new Agent(agent, true, Set.copyOf(byName)), nameOrNull, byName);
    }
}
