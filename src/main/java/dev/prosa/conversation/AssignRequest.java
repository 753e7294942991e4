package dev.prosa.conversation;

import com.fasterxml.jackson.annotation.JsonSetter;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Decision;
import dev.prosa.problem.Refused;
import java.util.UUID;

/** Who is to hold a conversation: to name nobody (null) and not to name anybody (absent) differ. */
final class AssignRequest {

    private boolean attendantGiven;
    private UUID attendantId;
    private boolean expectedGiven;
    private UUID expected;

    @JsonSetter
    void setAttendantId(UUID attendantId) {
        this.attendantGiven = true;
        this.attendantId = attendantId;
    }

    @JsonSetter
    void setExpected(UUID expected) {
        this.expectedGiven = true;
        this.expected = expected;
    }

    UUID attendantId() {
        return attendantId;
    }

    /** @throws Refused if {@code attendantId} is absent */
    AssignRequest checked() {
        if (!attendantGiven) throw Refused.field("attendantId", "must be given; null gives the conversation back");
        return this;
    }

    Decision decide(LockedConversation locked) {
        if (!expectedGiven) return locked.conversation().assign(locked.agent(), locked.now());
        AgentId holder = expected == null ? null : new AgentId(expected);
        return locked.conversation().assignExpecting(holder, locked.agent(), locked.now());
    }
}
