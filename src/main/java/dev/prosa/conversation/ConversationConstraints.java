package dev.prosa.conversation;

import dev.prosa.database.ConstraintRefusals;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** The constraints of conversations that a well-formed request can run into. */
final class ConversationConstraints {

    private ConversationConstraints() {}

    @Produces
    @Singleton
    static ConstraintRefusals refusals() {
        return new ConstraintRefusals(Map.of(
                "conversation_assignee_is_member", ConversationProblems.AGENT_NOT_IN_DEPARTMENT.refused(),
                "conversation_assignee_is_active", ConversationProblems.AGENT_NOT_IN_DEPARTMENT.refused(),
                "conversation_closed_is_final", ConversationProblems.CONVERSATION_CLOSED.refused()));
    }
}
