package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.ContactId;
import java.util.UUID;

/** Who wrote a message: the contact, or somebody who sent it to the contact. */
public sealed interface MessageAuthor {

    /** The wire's {@code author.type}. */
    String type();

    /** The wire's {@code author.id}. */
    UUID id();

    /** The contact itself: its messages are received, never sent. */
    record FromContact(ContactId contact) implements MessageAuthor {

        @Override
        public String type() {
            return "CONTACT";
        }

        @Override
        public UUID id() {
            return contact.value();
        }
    }

    /** An agent: its message answers the contact. */
    record FromAgent(AgentId agent) implements MessageAuthor {

        @Override
        public String type() {
            return "AGENT";
        }

        @Override
        public UUID id() {
            return agent.value();
        }
    }

    /** A program: its message leaves the contact waiting. */
    record FromApiKey(UUID id) implements MessageAuthor {

        @Override
        public String type() {
            return "API_KEY";
        }
    }

    static MessageAuthor of(Author sender) {
        return sender instanceof Author.AgentAuthor by
                ? new FromAgent(by.agent().id())
                : new FromApiKey(((Author.ApiKeyAuthor) sender).id());
    }
}
