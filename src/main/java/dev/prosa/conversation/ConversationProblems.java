package dev.prosa.conversation;

import dev.prosa.conversation.model.Refusal;
import dev.prosa.problem.Problem;

/** What only conversations refuse. */
final class ConversationProblems {

    static final Problem CONVERSATION_CLOSED = new Problem("CONVERSATION_CLOSED", 409, "The conversation is closed");
    static final Problem ACTIVE_ELSEWHERE =
            new Problem("ACTIVE_ELSEWHERE", 409, "The contact has an active conversation elsewhere");
    static final Problem ALREADY_ASSIGNED =
            new Problem("ALREADY_ASSIGNED", 409, "Somebody else holds the conversation");
    static final Problem PRECONDITION_FAILED = new Problem("PRECONDITION_FAILED", 412, "The conversation has changed");
    static final Problem AGENT_NOT_IN_DEPARTMENT =
            new Problem("AGENT_NOT_IN_DEPARTMENT", 422, "The agent does not belong to the department");

    private ConversationProblems() {}

    static Problem of(Refusal refusal) {
        return switch (refusal) {
            case CONVERSATION_CLOSED -> CONVERSATION_CLOSED;
            case AGENT_NOT_IN_DEPARTMENT -> AGENT_NOT_IN_DEPARTMENT;
            case ALREADY_ASSIGNED -> ALREADY_ASSIGNED;
        };
    }
}
