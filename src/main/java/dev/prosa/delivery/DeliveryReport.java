package dev.prosa.delivery;

import dev.prosa.conversation.model.MessageStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * What a channel reports of a message that went out by it, already checked. One of the two ids may be null; code and
 * message of the error are null, unless the status is FAILED.
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
