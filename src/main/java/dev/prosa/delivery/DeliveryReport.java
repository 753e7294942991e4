package dev.prosa.delivery;

import dev.prosa.conversation.model.MessageStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * What a channel says of a message that went out by it, checked and ready to be taken. One of the two ids may be null;
 * the error's code and message are, unless it FAILED.
 */
public record DeliveryReport(
        UUID institution,
        UUID channel,
        UUID messageId,
        String externalId,
        MessageStatus status,
        Instant at,
        String errorCode,
        String errorMessage) {}
