package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Who sends a message to a contact. */
public sealed interface Author {

    /** An agent: its message answers the contact, and may take the conversation. */
    record AgentAuthor(Agent agent) implements Author {

        public AgentAuthor {
            Objects.requireNonNull(agent, "agent");
        }
    }

    /** A program: its message leaves the contact waiting. */
    record ApiKeyAuthor(UUID id) implements Author {

        public ApiKeyAuthor {
            Objects.requireNonNull(id, "id");
        }
    }
}
