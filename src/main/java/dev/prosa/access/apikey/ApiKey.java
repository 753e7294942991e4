package dev.prosa.access.apikey;

import dev.prosa.directory.Caller;
import dev.prosa.directory.Permission;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An API key as it is stored: everything but the secret.
 *
 * @param rateLimit requests per minute and node
 * @param expiresAt null: never
 */
public record ApiKey(
        UUID institution,
        UUID id,
        String name,
        String prefix,
        Set<Permission> permissions,
        int rateLimit,
        Instant expiresAt,
        Instant createdAt,
        Instant lastUsedAt) {

    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    public Caller caller() {
        return new Caller(institution, Caller.Kind.API_KEY, id, name, null, permissions);
    }
}
