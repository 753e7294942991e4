package dev.prosa.conversation;

import com.fasterxml.jackson.annotation.JsonSetter;
import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.Destination;
import dev.prosa.problem.Refused;
import java.util.UUID;

/** Where a conversation goes: a department (null: triage), an agent, or both. */
final class TransferRequest {

    private boolean departmentGiven;
    private UUID departmentId;
    private UUID attendantId;
    private String note;

    @JsonSetter
    void setDepartmentId(UUID departmentId) {
        this.departmentGiven = true;
        this.departmentId = departmentId;
    }

    @JsonSetter
    void setAttendantId(UUID attendantId) {
        this.attendantId = attendantId;
    }

    @JsonSetter
    void setNote(String note) {
        this.note = note;
    }

    UUID departmentId() {
        return departmentId;
    }

    UUID attendantId() {
        return attendantId;
    }

    /** @throws Refused if neither department nor agent is given, or the note is too long */
    TransferRequest checked() {
        if (!departmentGiven && attendantId == null) {
            throw Refused.field("departmentId", "departmentId or attendantId must be given");
        }
        Notes.check(note);
        return this;
    }

    Destination to(Agent agentOrNull) {
        DepartmentId department = departmentId == null ? null : new DepartmentId(departmentId);
        return new Destination(departmentGiven, department, agentOrNull, note);
    }
}
