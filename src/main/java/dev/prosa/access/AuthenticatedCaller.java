package dev.prosa.access;

import dev.prosa.directory.Caller;
import java.time.Instant;

/**
 * A caller whose credential was accepted.
 *
 * @param expiresAt null for an API key without expiry
 * @param authTime when the session of the local issuer began; null for any other credential
 * @param rateLimit requests per minute and node; null: as many as come
 */
public record AuthenticatedCaller(Caller caller, Instant expiresAt, Instant authTime, Integer rateLimit) {

    /** The attribute of the security identity that carries {@link #expiresAt()}, absent if null. */
    public static final String EXPIRES_AT = "prosa.expiresAt";

    /** The attribute that carries {@link #authTime()}, absent if null. */
    public static final String AUTH_TIME = "prosa.authTime";
}
