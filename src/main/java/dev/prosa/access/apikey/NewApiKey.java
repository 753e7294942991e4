package dev.prosa.access.apikey;

import dev.prosa.directory.Permission;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Set;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * What an API key is made of.
 *
 * @param rateLimit requests per minute and node; null: 60
 * @param expiresAt null: never
 */
record NewApiKey(
        @NotBlank @CodePointLength(min = 3, max = 100) String name,
        @NotEmpty Set<@NotNull Permission> permissions,
        @Min(1) @Max(1_000_000) Integer rateLimit,
        @Future Instant expiresAt) {

    private static final int USUAL_RATE = 60;

    int rateLimitOrUsual() {
        return rateLimit == null ? USUAL_RATE : rateLimit;
    }
}
