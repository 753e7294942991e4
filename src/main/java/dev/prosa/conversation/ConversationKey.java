package dev.prosa.conversation;

import java.io.Serializable;
import java.util.UUID;

/** The primary key of a conversation's row: the institution comes first in every key. */
record ConversationKey(UUID institution, UUID id) implements Serializable {}
