package dev.prosa.conversation;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.Decision;
import java.time.Instant;
import java.util.function.Function;

/**
 * What a rule decides upon: rows that nobody else changes until the transaction ends.
 *
 * @param agent who is to be the assignee, or null
 * @param inboundAfter how many inbound messages have a higher seq than was asked for
 * @param now read after the locks, so that what waited for another is later than it
 */
record LockedConversation(Conversation conversation, Agent agent, long inboundAfter, Instant now) {

    /** Refuses if the conversation is closed. */
    Decision decide(Function<ActiveConversation, Decision> command) {
        return conversation.decide(command);
    }
}
