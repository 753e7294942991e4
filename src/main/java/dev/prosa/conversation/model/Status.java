package dev.prosa.conversation.model;

/** R3: PENDING has no assignee, OPEN has one, CLOSED is final. */
public enum Status {
    PENDING,
    OPEN,
    CLOSED
}
