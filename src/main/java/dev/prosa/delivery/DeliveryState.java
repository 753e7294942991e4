package dev.prosa.delivery;

import dev.prosa.conversation.model.MessageStatus;
import java.util.UUID;

/** How far a message has come after a report of it; {@code externalId} is null while none was told. */
public record DeliveryState(UUID messageId, String externalId, MessageStatus status) {}
