package dev.prosa.access.localtoken;

import java.time.Instant;
import java.util.UUID;

/**
 * What a token of the local issuer says: who it is for, never what they may do.
 *
 * @param authTime when the session began
 */
public record Token(UUID institution, UUID agent, Instant authTime, Instant expiresAt) {}
