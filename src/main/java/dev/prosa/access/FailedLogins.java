package dev.prosa.access;

import dev.prosa.platform.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts logins that failed, by email and address. An attempt counts before its password is checked, so that many at
 * once get no further than one after the other; a success takes the count back. It remembers the latest 100,000 pairs.
 */
@Singleton
final class FailedLogins {

    private static final int REMEMBERED = 100_000;

    private final AccessConfig config;
    private final Clock clock;
    private final Map<Who, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whose attempts are counted together. */
    record Who(String email, String address) {
        Who {
            email = email.toLowerCase(Locale.ROOT);
        }
    }

    private record Count(int attempts, Instant until) {}

    FailedLogins(AccessConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws dev.prosa.platform.Refused RATE_LIMIT_EXCEEDED after too many */
    synchronized void attempt(Who who) {
        Instant now = clock.instant();
        Count before = counts.get(who);
        if (before == null || !before.until().isAfter(now)) before = new Count(0, now.plus(config.failureWindow()));
        if (before.attempts() >= config.failures()) throw tooMany(Duration.between(now, before.until()));
        counts.put(who, new Count(before.attempts() + 1, before.until()));
    }

    synchronized void success(Who who) {
        counts.remove(who);
    }

    private static RuntimeException tooMany(Duration left) {
        return Problem.RATE_LIMIT_EXCEEDED
                .refused("Too many failed logins")
                .withHeaders(Map.of("Retry-After", String.valueOf(left.toSeconds() + 1)));
    }
}
