package dev.prosa.access.localtoken;

import java.time.Instant;
import java.util.UUID;

/**
 * What a token of Prosa's own issuer says: who it is for, never what they may do.
 *
 * @param loggedIn when the line of renewed tokens began
 */
public record Token(UUID institution, UUID agent, Instant loggedIn, Instant expiresAt) {}
