package dev.prosa.conversation;

import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.Conversation;
import java.time.Instant;

/** What a rule decides upon: rows that nobody else changes until the transaction ends. {@code agent} may be null. */
record LockedConversation(Conversation conversation, Agent agent, Instant now) {}
