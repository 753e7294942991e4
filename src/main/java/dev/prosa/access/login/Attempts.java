package dev.prosa.access.login;

import dev.prosa.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts attempts by a key, over a window from the first one on. It remembers the latest 100,000 keys: beyond that the
 * window that ends first is forgotten. Not safe for several threads.
 */
final class Attempts<K> {

    private static final int REMEMBERED = 100_000;

    private final int limit;
    private final Duration window;
    private final String refusal;
    /** In the order in which their windows end. */
    private final Map<K, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Count(int attempts, Instant until) {}

    /** @param refusal what is said to who has tried too often */
    Attempts(int limit, Duration window, String refusal) {
        this.limit = limit;
        this.window = window;
        this.refusal = refusal;
    }

    /** @throws dev.prosa.problem.Refused RATE_LIMIT_EXCEEDED, and nothing is counted */
    void add(K key, Instant now) {
        Count before = current(key, now);
        if (before.attempts() >= limit) throw tooMany(Duration.between(now, before.until()));
        counts.put(key, new Count(before.attempts() + 1, before.until()));
    }

    void takeBack(K key) {
        counts.computeIfPresent(key, (same, count) -> oneLess(count));
    }

    void forget(K key) {
        counts.remove(key);
    }

    private Count current(K key, Instant now) {
        Count count = counts.get(key);
        if (count != null && count.until().isAfter(now)) return count;
        counts.remove(key); // so that its new window goes to the end of the order
        return new Count(0, now.plus(window));
    }

    private static Count oneLess(Count count) {
        return count.attempts() > 1 ? new Count(count.attempts() - 1, count.until()) : null;
    }

    private RuntimeException tooMany(Duration left) {
        String seconds = String.valueOf(left.toSeconds() + 1);
        return Problem.RATE_LIMIT_EXCEEDED
                .refused(refusal)
                .withHeaders(Map.of(
                        "RateLimit-Limit",
                        String.valueOf(limit),
                        "RateLimit-Remaining",
                        "0",
                        "RateLimit-Reset",
                        seconds,
                        "Retry-After",
                        seconds));
    }
}
