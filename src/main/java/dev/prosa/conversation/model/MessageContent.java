package dev.prosa.conversation.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a message says, whatever its type; what a type does not have is null. The fields of media and of a contact card are
 * there by name: {@link ContentInput} reads and checks them, and nothing in Java looks at them afterwards.
 *
 * @param text the text, the caption ({@code ''} without one), or a contact card's name
 */
public record MessageContent(
        MessageType type, String text, String mediaUrl, Map<String, Object> media, Map<String, Object> contactCard) {

    /** What there is of it, as the SQL type {@code message_content} names it, in this order. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        fields.put("mediaUrl", mediaUrl);
        fields.put("media", media);
        fields.put("contactCard", contactCard);
        fields.values().removeIf(Objects::isNull);
        return fields;
    }

    static MessageContent text(String text) {
        return new MessageContent(MessageType.TEXT, text, null, null, null);
    }
}
