package dev.prosa.conversation;

import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.Destination;
import dev.prosa.http.Patch;
import dev.prosa.problem.Refused;
import java.util.UUID;

/**
 * Where a conversation goes: to a department, to an agent, or both.
 *
 * @param departmentId null: triage
 * @param attendantId null: to no agent
 */
record TransferRequest(Patch<UUID> departmentId, UUID attendantId, String note) {

    /** @throws Refused if neither department nor agent is given, or the note is too long */
    TransferRequest checked() {
        if (departmentId.isAbsent() && attendantId == null) {
            throw Refused.field("departmentId", "departmentId or attendantId must be given");
        }
        Notes.check(note);
        return this;
    }

    UUID departmentOrNull() {
        return departmentId.orElse(null);
    }

    Decision decide(LockedConversation locked) {
        return locked.decide(active -> active.transfer(to(locked.agent()), locked.now()));
    }

    private Destination to(Agent agentOrNull) {
        return destination(agentOrNull).withNote(note);
    }

    private Destination destination(Agent agentOrNull) {
        if (departmentId.isAbsent()) return Destination.toAgent(agentOrNull);
        DepartmentId department = departmentOrNull() == null ? null : new DepartmentId(departmentOrNull());
        return agentOrNull == null
                ? Destination.toDepartment(department)
                : Destination.toAgentIn(department, agentOrNull);
    }
}
