package dev.prosa.access.apikey;

import dev.prosa.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What an API key has left of this minute after a request.
 *
 * @param limit requests per minute and node
 * @param nanosToReset until the whole limit is there again
 */
public record RateLimit(int limit, long remaining, long nanosToReset, boolean exceeded) {

    /** As every answer to a request of the key carries them. */
    public Map<String, String> headers() {
        return Map.of(
                "RateLimit-Limit", String.valueOf(limit),
                "RateLimit-Remaining", String.valueOf(remaining),
                "RateLimit-Reset", String.valueOf(secondsToReset()));
    }

    /** @throws dev.prosa.problem.Refused RATE_LIMIT_EXCEEDED if the request was one too many */
    public void orRefuse() {
        if (!exceeded) return;
        Map<String, String> headers = new HashMap<>(headers());
        headers.put("Retry-After", String.valueOf(secondsToReset()));
        throw Problem.RATE_LIMIT_EXCEEDED
                .refused("This API key may send " + limit + " requests a minute")
                .withHeaders(headers);
    }

    /** Rounded up, so that who waits for them does not come too early. */
    private long secondsToReset() {
        return TimeUnit.NANOSECONDS.toSeconds(nanosToReset + TimeUnit.SECONDS.toNanos(1) - 1);
    }
}
