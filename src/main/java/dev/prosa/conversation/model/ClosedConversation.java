package dev.prosa.conversation.model;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** A conversation that has ended (R8): all of it is read, nobody waits, and no command is left to it. */
public record ClosedConversation(
        ConversationId id,
        ChannelId channel,
        ContactId contact,
        DepartmentId department,
        AgentId assignee,
        long lastSeq,
        Instant createdAt,
        Instant closedAt,
        ConversationId previous,
        long version)
        implements Conversation {

    public ClosedConversation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(closedAt, "closedAt");
        if (lastSeq < 0) throw new IllegalArgumentException("lastSeq from 0");
    }

    /** R8: it is read already, so that reading it changes nothing and is no error. */
    public Decision read() {
        return Decision.accept();
    }

    @Override
    public Status status() {
        return Status.CLOSED;
    }

    @Override
    public long lastReadSeq() {
        return lastSeq;
    }

    @Override
    public long unreadCount() {
        return 0;
    }

    /** Closing was its last change. */
    @Override
    public Instant updatedAt() {
        return closedAt;
    }

    @Override
    public Instant waitingSince() {
        return null;
    }

    @Override
    public <T> T fold(
            Function<? super ActiveConversation, ? extends T> active,
            Function<? super ClosedConversation, ? extends T> closed) {
        return closed.apply(this);
    }
}
