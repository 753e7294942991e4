package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Who wrote a message. */
public sealed interface Author {

    /** The wire's {@code author.id}. */
    UUID id();

    /** Who may write to a contact. */
    sealed interface Sender extends Author {}

    /** The contact itself: its messages are received, never sent. */
    record ContactAuthor(ContactId contact) implements Author {

        public ContactAuthor {
            Objects.requireNonNull(contact, "contact");
        }

        @Override
        public UUID id() {
            return contact.value();
        }
    }

    /** An agent: its message answers the contact, and may take the conversation. */
    record AgentAuthor(Agent agent) implements Sender {

        public AgentAuthor {
            Objects.requireNonNull(agent, "agent");
        }

        @Override
        public UUID id() {
            return agent.id().value();
        }
    }

    /** A program: its message leaves the contact waiting. */
    record ApiKeyAuthor(UUID id) implements Sender {

        public ApiKeyAuthor {
            Objects.requireNonNull(id, "id");
        }
    }
}
