package dev.prosa.access.externalissuer;

import java.time.Instant;

/**
 * What a token of the issuer outside says: whose email its bearer has.
 *
 * @param expiresAt until when it counts, the skew of clocks included
 */
public record ExternalToken(String email, Instant expiresAt) {}
