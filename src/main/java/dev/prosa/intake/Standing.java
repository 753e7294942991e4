package dev.prosa.intake;

import dev.prosa.conversation.model.MessageStatus;
import java.util.UUID;

/** How far a message has come after a report of it; {@code externalId} is null while none was told. */
record Standing(UUID messageId, String externalId, MessageStatus status) {}
