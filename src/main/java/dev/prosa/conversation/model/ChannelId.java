package dev.prosa.conversation.model;

import java.util.Objects;
import java.util.UUID;

/** Names the channel a conversation runs on. */
public record ChannelId(UUID value) {

    public ChannelId {
        Objects.requireNonNull(value, "value");
    }
}
