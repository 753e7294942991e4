package dev.prosa.delivery;

import dev.prosa.conversation.model.MessageStatus;
import java.util.UUID;

/** The state of a message after a report; {@code externalId} is null while it is unknown. */
public record DeliveryState(UUID messageId, String externalId, MessageStatus status) {}
