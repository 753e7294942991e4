package dev.prosa.conversation.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a message carries; on the wire its name is in lower case. */
public enum MessageType {
    TEXT,
    IMAGE,
    AUDIO,
    VIDEO,
    DOCUMENT,
    CONTACT;

    /** The type with exactly this wire name; {@code TEXT} or null name none. */
    public static Optional<MessageType> ofWire(String name) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(name)).findFirst();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
