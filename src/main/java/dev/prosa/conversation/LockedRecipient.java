package dev.prosa.conversation;

import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.Opening;
import java.time.Instant;
import java.util.Optional;

/** What is decided upon when a message is sent to a phone; nobody else changes it until the transaction ends. */
sealed interface LockedRecipient {

    Decision send();

    /**
     * Its contact has an active conversation on the channel: the message goes there.
     *
     * @param now never before the conversation's last change
     */
    record WithConversation(Conversation active, Author sender, Instant now) implements LockedRecipient {

        @Override
        public Decision send() {
            return active.decide(conversation -> conversation.send(sender, now));
        }
    }

    /**
     * It has none: the message opens one.
     *
     * @param sender empty: a program
     */
    record WithoutConversation(Opening opening, Optional<LockedAgent> sender, Instant now) implements LockedRecipient {

        @Override
        public Decision send() {
            return sender.map(this::openedBy).orElseGet(() -> opening.byApiKey(now));
        }

        private Decision openedBy(LockedAgent agent) {
            return opening.byAgent(agent.agent(), agent.departmentsByName(), now);
        }
    }
}
