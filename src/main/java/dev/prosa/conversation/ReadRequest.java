package dev.prosa.conversation;

import dev.prosa.conversation.model.ClosedConversation;
import dev.prosa.conversation.model.Decision;
import jakarta.validation.constraints.PositiveOrZero;

/** @param upToSeq the last message that was read, 0 or more; null: all */
record ReadRequest(@PositiveOrZero Long upToSeq) {

    static final ReadRequest ALL = new ReadRequest(null);

    long seq() {
        return upToSeq == null ? Long.MAX_VALUE : upToSeq;
    }

    Decision decide(LockedConversation locked) {
        return locked.conversation()
                .fold(active -> active.read(seq(), locked.inboundAfter()), ClosedConversation::read);
    }
}
