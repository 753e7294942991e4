package dev.prosa.conversation;

import dev.prosa.conversation.model.Decision;
import jakarta.validation.constraints.PositiveOrZero;

/** @param upToSeq the last message that was read, 0 or more; null: all */
record ReadRequest(@PositiveOrZero Long upToSeq) {

    static final ReadRequest ALL = new ReadRequest(null);

    long seq() {
        return upToSeq == null ? Long.MAX_VALUE : upToSeq;
    }

    /** A closed conversation is read already: nothing changes, and it is no error (R8). */
    Decision decide(LockedConversation locked) {
        return locked.conversation()
                .fold(active -> active.read(seq(), locked.inboundAfter()), closed -> Decision.accept());
    }
}
