package dev.prosa.intake;

import java.util.UUID;

/** Where a message stands, after its transaction committed; {@code duplicate}: it was there already. */
public record InboundResult(UUID messageId, UUID conversationId, long seq, boolean duplicate) {}
