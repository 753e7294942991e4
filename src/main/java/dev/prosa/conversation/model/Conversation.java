package dev.prosa.conversation.model;

import java.time.Instant;
import java.util.function.Function;

/**
 * A conversation at one version. Commands exist on an {@link ActiveConversation} only: nothing can be asked of a
 * {@link ClosedConversation}, which stays as it is for good (R8).
 */
public sealed interface Conversation permits ActiveConversation, ClosedConversation {

    ConversationId id();

    ChannelId channel();

    ContactId contact();

    /** Whose queue it is in, or null for triage. */
    DepartmentId department();

    /** The agent it is assigned to, or was assigned to when it was closed; null without one. */
    AgentId assignee();

    Status status();

    /** Seq of the last message, 0 without one. */
    long lastSeq();

    long lastReadSeq();

    /** How many inbound messages have a seq above {@link #lastReadSeq}. */
    long unreadCount();

    Instant createdAt();

    Instant updatedAt();

    /** Time of the oldest inbound message that no agent has answered, or null. */
    Instant waitingSince();

    /** Null unless it is closed. */
    Instant closedAt();

    /** The closed conversation it follows, or null (R5). */
    ConversationId previous();

    long version();

    /** Carries on with what it is. */
    <T> T fold(
            Function<? super ActiveConversation, ? extends T> active,
            Function<? super ClosedConversation, ? extends T> closed);

    /** R8: asks a command of it. Only here does a closed conversation refuse. */
    default Decision decide(Function<ActiveConversation, Decision> command) {
        return fold(command, closed -> Decision.refuse(Refusal.CONVERSATION_CLOSED));
    }
}
