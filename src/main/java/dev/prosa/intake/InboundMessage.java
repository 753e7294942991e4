package dev.prosa.intake;

import dev.prosa.conversation.model.MessageContent;
import java.time.Instant;
import java.util.UUID;

/** A message of a contact, checked and ready to be taken. {@code name} and {@code sentAt} may be null. */
public record InboundMessage(
        UUID institution,
        UUID channel,
        String externalId,
        String phone,
        String name,
        MessageContent content,
        Instant sentAt) {}
