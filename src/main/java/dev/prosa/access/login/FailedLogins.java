package dev.prosa.access.login;

import dev.prosa.access.localtoken.LocalIssuerConfig;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/**
 * Counts wrong passwords, by email and address and by address alone. An attempt counts before its password is checked,
 * so that many at once get no further than one after the other; it is taken back unless the password was wrong. The
 * limit per address prevents that invented emails evict the counts of others.
 */
@Singleton
final class FailedLogins {

    private static final String TOO_MANY = "Too many failed logins";

    private final Clock clock;
    private final Attempts<LoginSource> pairs;
    private final Attempts<String> addresses;

    /** Whose attempts are counted together. */
    record LoginSource(String email, String address) {
        LoginSource {
            email = email.toLowerCase(Locale.ROOT);
        }
    }

    FailedLogins(LocalIssuerConfig config, Clock clock) {
        this.clock = clock;
        this.pairs = new Attempts<>(config.maxFailedLogins(), config.failureWindow(), TOO_MANY);
        this.addresses = new Attempts<>(config.maxFailedLoginsPerAddress(), config.failureWindow(), TOO_MANY);
    }

    /** @throws Refused RATE_LIMIT_EXCEEDED after too many, and nothing is counted */
    synchronized void attempt(LoginSource source) {
        Instant now = clock.instant();
        addresses.add(source.address(), now);
        try {
            pairs.add(source, now);
        } catch (Refused tooMany) {
            addresses.takeBack(source.address());
            throw tooMany;
        }
    }

    /** Whether the password was right is not known: the database was away, or too many were at it. */
    synchronized void takeBack(LoginSource source) {
        pairs.takeBack(source);
        addresses.takeBack(source.address());
    }

    synchronized void success(LoginSource source) {
        pairs.forget(source);
        addresses.takeBack(source.address());
    }
}
