package dev.prosa.intake;

import java.util.UUID;

/** Where a message is, once its transaction is committed; {@code duplicate}: an earlier transaction stored it. */
public record InboundResult(UUID messageId, UUID conversationId, long seq, boolean duplicate) {}
