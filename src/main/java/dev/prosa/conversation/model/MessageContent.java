package dev.prosa.conversation.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a message says, whatever its type; what a type does not have is null.
 *
 * @param text the text, the caption ({@code ''} without one), or a contact card's name
 * @param fileSize bytes
 */
public record MessageContent(
        MessageType type,
        String text,
        String mediaUrl,
        String fileName,
        String mimeType,
        Long fileSize,
        String cardPhone,
        String cardEmail,
        String cardOrganization) {

    /** What there is of it, by name and in this order; the type by its wire name. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type.wire());
        fields.put("text", text);
        fields.put("mediaUrl", mediaUrl);
        fields.put("fileName", fileName);
        fields.put("mimeType", mimeType);
        fields.put("fileSize", fileSize);
        fields.put("cardPhone", cardPhone);
        fields.put("cardEmail", cardEmail);
        fields.put("cardOrganization", cardOrganization);
        fields.values().removeIf(Objects::isNull);
        return fields;
    }

    static MessageContent text(String text) {
        return new MessageContent(MessageType.TEXT, text, null, null, null, null, null, null, null);
    }
}
