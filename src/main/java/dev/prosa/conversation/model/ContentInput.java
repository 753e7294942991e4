package dev.prosa.conversation.model;

import dev.prosa.problem.Phone;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The {@code content} of a message as it is sent in: {@code {text}} for text, {@code {url, caption?, fileName?,
 * mimeType?, fileSize?}} for media, {@code {name, phone, email?, organization?}} for a contact.
 *
 * <p>Lengths are Unicode code points: text 1–4,096, caption up to 1,024, url up to 2,048, everything else up to 255.
 */
public record ContentInput(
        String text,
        String url,
        String caption,
        String fileName,
        String mimeType,
        Long fileSize,
        String name,
        String phone,
        String email,
        String organization) {

    private static final int TEXT = 4096;
    private static final int CAPTION = 1024;
    private static final int URL = 2048;
    private static final int SHORT = 255;

    /** What is wrong for a message of this type, by field; empty if nothing is. */
    public Map<String, String> errors(MessageType type) {
        Map<String, String> errors = new LinkedHashMap<>();
        switch (type) {
            case TEXT -> required(errors, "text", text, TEXT);
            case CONTACT -> cardErrors(errors);
            default -> mediaErrors(errors);
        }
        return errors;
    }

    /** The message's content; call it only where {@link #errors} found none. */
    public MessageContent of(MessageType type) {
        return switch (type) {
            case TEXT -> MessageContent.text(text);
            case CONTACT -> new MessageContent(type, name, null, null, card());
            default -> new MessageContent(type, caption == null ? "" : caption, url, media(), null);
        };
    }

    /** By the names of the SQL type {@code media_shape}. */
    private Map<String, Object> media() {
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("fileName", fileName);
        media.put("mimeType", mimeType);
        media.put("fileSize", fileSize);
        return given(media);
    }

    /** By the names of the SQL type {@code card_shape}. */
    private Map<String, Object> card() {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", name);
        card.put("phone", Phone.of(phone).orElseThrow().digits());
        card.put("email", email);
        card.put("organization", organization);
        return given(card);
    }

    private static Map<String, Object> given(Map<String, Object> fields) {
        fields.values().removeIf(Objects::isNull);
        return fields;
    }

    /** The same with this address. */
    public ContentInput withUrl(String address) {
        return new ContentInput(text, address, caption, fileName, mimeType, fileSize, name, phone, email, organization);
    }

    private void cardErrors(Map<String, String> errors) {
        required(errors, "name", name, SHORT);
        if (Phone.of(phone).isEmpty()) errors.put("phone", Phone.MESSAGE);
        limited(errors, "email", email, SHORT);
        limited(errors, "organization", organization, SHORT);
    }

    private void mediaErrors(Map<String, String> errors) {
        required(errors, "url", url, URL);
        if (url != null && !isWebAddress(url)) errors.put("url", "must be an http or https address");
        limited(errors, "caption", caption, CAPTION);
        limited(errors, "fileName", fileName, SHORT);
        limited(errors, "mimeType", mimeType, SHORT);
        if (fileSize != null && fileSize < 0) errors.put("fileSize", "must not be negative");
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void required(Map<String, String> errors, String field, String value, int most) {
        if (value == null || value.isEmpty()) errors.put(field, "must be given");
        else limited(errors, field, value, most);
    }

    private static void limited(Map<String, String> errors, String field, String value, int most) {
        if (value != null && value.codePointCount(0, value.length()) > most) {
            errors.put(field, "must be at most " + most + " characters");
        }
    }
}
