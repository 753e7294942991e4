package dev.prosa.conversation.model;

import java.util.Objects;

/**
 * Where a transfer goes: to a department, to an agent, or to an agent in a department (R7).
 *
 * @param departmentGiven whether a department was named at all: naming none and naming triage (null) differ
 * @param agent who is to be its assignee, or null for the department's queue
 * @param note stored with the transfer, or null
 */
public record Destination(boolean departmentGiven, DepartmentId department, Agent agent, String note) {

    public Destination {
        require(departmentGiven || agent != null, "a transfer needs a department or an agent");
        require(departmentGiven || department == null, "a department that was not given");
    }

    public static Destination toDepartment(DepartmentId departmentOrNullForTriage) {
        return new Destination(true, departmentOrNullForTriage, null, null);
    }

    public static Destination toAgent(Agent agent) {
        return new Destination(false, null, Objects.requireNonNull(agent, "agent"), null);
    }

    public static Destination toAgentIn(DepartmentId departmentOrNullForTriage, Agent agent) {
        return new Destination(true, departmentOrNullForTriage, Objects.requireNonNull(agent, "agent"), null);
    }

    public Destination withNote(String noteOrNull) {
        return new Destination(departmentGiven, department, agent, noteOrNull);
    }

    /** The department it ends in, coming from {@code current}. */
    DepartmentId departmentFrom(DepartmentId current) {
        return departmentGiven ? department : current;
    }

    /** Its assignee then, or null. */
    AgentId assignee() {
        return agent == null ? null : agent.id();
    }

    boolean isOpenToItsAgentFrom(DepartmentId current) {
        return agent == null || agent.mayBeAssignedIn(departmentFrom(current));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalArgumentException(otherwise);
    }
}
