package dev.prosa.conversation.model;

/** How far a message has come; R12: only forwards, steps may be skipped, FAILED and READ are final. */
public enum MessageStatus {
    QUEUED,
    SENT,
    DELIVERED,
    READ,
    FAILED;

    /** Whether a report of {@code next} changes anything; if not, it is no error either. */
    public boolean mayBecome(MessageStatus next) {
        return switch (this) {
            case QUEUED, SENT -> ordinal() < next.ordinal();
            case DELIVERED -> next == READ;
            case READ, FAILED -> false;
        };
    }
}
