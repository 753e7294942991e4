package dev.prosa.conversation;

import dev.prosa.conversation.model.MessageContent;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/** The copy of its last message on a conversation's row, of which the queue shows the first 160 characters. */
@Embeddable
record LastMessage(
        @Column(name = "last_message_id") UUID id,
        @Column(name = "last_message_type") String type,
        @Column(name = "last_message_direction") String direction,
        @Column(name = "last_message_text") String text,
        @Column(name = "last_message_at") Instant at) {

    private static final int SHOWN = 160;

    static final LastMessage NONE = new LastMessage(null, null, null, null, null);

    static LastMessage outbound(UUID id, MessageContent content, Instant at) {
        return new LastMessage(id, content.type().wire(), "OUTBOUND", firstCharacters(content.text()), at);
    }

    void putColumns(JsonObject columns) {
        columns.put("last_message_id", ConversationRow.text(id))
                .put("last_message_type", type)
                .put("last_message_direction", direction)
                .put("last_message_text", text)
                .put("last_message_at", ConversationRow.text(at));
    }

    private static String firstCharacters(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN) return text;
        return text.substring(0, text.offsetByCodePoints(0, SHOWN));
    }
}
