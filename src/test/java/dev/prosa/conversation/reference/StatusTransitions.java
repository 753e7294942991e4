package dev.prosa.conversation.reference;

import static dev.prosa.conversation.model.MessageStatus.READ;

import dev.prosa.conversation.model.MessageStatus;

/** R12 one message at a time, as {@code take_reports} has to apply it to sets of them. */
public final class StatusTransitions {

    private StatusTransitions() {}

    /** Whether a report of {@code next} changes anything; if not, it is no error either. */
    public static boolean mayBecome(MessageStatus now, MessageStatus next) {
        return switch (now) {
            case QUEUED, SENT -> now.ordinal() < next.ordinal();
            case DELIVERED -> next == READ;
            case READ, FAILED -> false;
        };
    }
}
