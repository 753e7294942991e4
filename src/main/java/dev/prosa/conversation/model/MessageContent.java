package dev.prosa.conversation.model;

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

    static MessageContent text(String text) {
        return new MessageContent(MessageType.TEXT, text, null, null, null, null, null, null, null);
    }
}
