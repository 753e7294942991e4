package dev.prosa.directory.channel;

import dev.prosa.directory.CreatedResponse;
import java.time.Instant;
import java.util.UUID;

/** A channel as it is shown. */
public record ChannelResponse(
        UUID id, String name, ChannelType type, UUID departmentId, String phone, Instant createdAt)
        implements CreatedResponse.Identified {

    static ChannelResponse of(Channel channel) {
        return new ChannelResponse(
                channel.id(),
                channel.name(),
                channel.type(),
                channel.department(),
                channel.phone(),
                channel.createdAt());
    }
}
