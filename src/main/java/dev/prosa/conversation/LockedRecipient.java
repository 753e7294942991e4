package dev.prosa.conversation;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.Opening;
import java.time.Instant;
import java.util.UUID;

/**
 * What is decided upon when a message is sent to a phone: the conversation of its contact that is active on the channel,
 * or else the one that is about to begin.
 *
 * @param active null if there is none
 * @param opening null if there is an active one
 * @param agent the sender, or null if it is a program
 * @param program the sender, if it is one
 * @param now never before the conversation's last change
 */
record LockedRecipient(Conversation active, Opening opening, LockedAgent agent, UUID program, Instant now) {

    Decision send() {
        return opening == null ? active.decide(this::sendInto) : open();
    }

    private Decision sendInto(ActiveConversation conversation) {
        return conversation.send(
                agent == null ? new Author.ApiKeyAuthor(program) : new Author.AgentAuthor(agent.agent()), now);
    }

    private Decision open() {
        return agent == null ? opening.byApiKey(now) : opening.byAgent(agent.agent(), agent.departmentsByName(), now);
    }
}
