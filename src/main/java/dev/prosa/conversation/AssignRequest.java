package dev.prosa.conversation;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Decision;
import dev.prosa.http.Patch;
import dev.prosa.problem.Refused;
import java.util.UUID;

/**
 * Who is to be the assignee.
 *
 * @param attendantId null: nobody
 * @param expected who must be the assignee until now, null: nobody; absent: whoever it is
 */
record AssignRequest(Patch<UUID> attendantId, Patch<UUID> expected) {

    /** @throws Refused if {@code attendantId} is absent */
    AssignRequest checked() {
        if (attendantId.isAbsent())
            throw Refused.field("attendantId", "must be given; null gives the conversation back");
        return this;
    }

    UUID assigneeOrNull() {
        return attendantId.orElse(null);
    }

    Decision decide(LockedConversation locked) {
        return locked.decide(active -> assign(active, locked));
    }

    private Decision assign(ActiveConversation active, LockedConversation locked) {
        if (expected.isAbsent()) return active.assign(locked.agent(), locked.now());
        UUID id = expected.orElse(null);
        return active.assignExpecting(id == null ? null : new AgentId(id), locked.agent(), locked.now());
    }
}
