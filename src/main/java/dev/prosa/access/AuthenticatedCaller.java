package dev.prosa.access;

import dev.prosa.directory.Caller;
import java.time.Instant;

/**
 * Somebody whose credential was accepted.
 *
 * @param expiresAt null for an API key without expiry
 * @param loggedIn when the line of Prosa's own tokens began; null for any other credential
 * @param rateLimit requests per minute and node; null: as many as come
 */
public record AuthenticatedCaller(Caller caller, Instant expiresAt, Instant loggedIn, Integer rateLimit) {

    /** The attribute of the security identity that carries {@link #expiresAt()}, absent if null. */
    public static final String EXPIRES_AT = "prosa.expiresAt";

    /** The attribute that carries {@link #loggedIn()}, absent if null. */
    public static final String LOGGED_IN = "prosa.loggedIn";
}
