package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Opened;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.Opening;
import java.time.Instant;

/** R4, R9 and R10 for one inbound message, as {@code take_inbound} has to apply them to batches. */
public final class InboundRules {

    private InboundRules() {}

    /** The contact's message opens it: PENDING where the channel says. */
    public static Decision open(Opening opening, Instant now) {
        ActiveConversation pending = new ActiveConversation(
                opening.id(),
                opening.channel(),
                opening.contact(),
                opening.channelDepartment(),
                null,
                0,
                0,
                0,
                now,
                now,
                null,
                opening.previous(),
                1);
        return Decision.accept(new Opened(pending), received(pending, now));
    }

    /** A message of the contact arrives in an active conversation; after a closed one, another is opened (R5). */
    public static Decision receive(ActiveConversation conversation, Instant now) {
        return Decision.accept(received(conversation, now));
    }

    private static MessageAppended received(ActiveConversation it, Instant now) {
        return new MessageAppended(new ActiveConversation(
                it.id(),
                it.channel(),
                it.contact(),
                it.department(),
                it.assignee(),
                it.lastSeq() + 1,
                it.lastReadSeq(),
                it.unreadCount() + 1,
                it.createdAt(),
                now.isAfter(it.updatedAt()) ? now : it.updatedAt(),
                it.waitingSince() == null ? now : it.waitingSince(),
                it.previous(),
                it.version() + 1));
    }
}
