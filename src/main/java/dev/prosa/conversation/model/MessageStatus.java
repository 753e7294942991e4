package dev.prosa.conversation.model;

/** How far a message has come; R12: only forwards, steps may be skipped, FAILED and READ are final. */
public enum MessageStatus {
    QUEUED,
    SENT,
    DELIVERED,
    READ,
    FAILED
}
