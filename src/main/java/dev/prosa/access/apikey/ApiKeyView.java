package dev.prosa.access.apikey;

import dev.prosa.directory.Permission;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An API key as it is shown. */
public record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        List<Permission> permissions,
        int rateLimit,
        Instant expiresAt,
        Instant createdAt,
        Instant lastUsedAt) {

    public static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.prefix(),
                key.permissions().stream().sorted().toList(),
                key.rateLimit(),
                key.expiresAt(),
                key.createdAt(),
                key.lastUsedAt());
    }
}
