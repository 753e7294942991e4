package dev.prosa.conversation;

import dev.prosa.conversation.model.MessageContent;
import java.util.UUID;

/** A message to a contact that may open a conversation, checked and ready to be sent. {@code to}: a phone's digits. */
record OutboundMessage(UUID channel, String to, MessageContent content) {}
