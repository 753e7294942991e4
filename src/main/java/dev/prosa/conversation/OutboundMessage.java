package dev.prosa.conversation;

import dev.prosa.conversation.model.MessageContent;
import dev.prosa.directory.Caller;
import java.util.UUID;

/** A message to a contact that may open a conversation, checked and ready to be sent. {@code to}: a phone's digits. */
record OutboundMessage(Caller by, UUID channel, String to, MessageContent content) {}
