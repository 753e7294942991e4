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
 * limit of an address keeps one from crowding out the counts of others with emails it makes up.
 */
@Singleton
final class FailedLogins {

    private static final String TOO_MANY = "Too many failed logins";

    private final Clock clock;
    private final Attempts<Who> pairs;
    private final Attempts<String> addresses;

    /** Whose attempts are counted together. */
    record Who(String email, String address) {
        Who {
            email = email.toLowerCase(Locale.ROOT);
        }
    }

    FailedLogins(LocalIssuerConfig config, Clock clock) {
        this.clock = clock;
        this.pairs = new Attempts<>(config.failures(), config.failureWindow(), TOO_MANY);
        this.addresses = new Attempts<>(config.addressFailures(), config.failureWindow(), TOO_MANY);
    }

    /** @throws Refused RATE_LIMIT_EXCEEDED after too many, and nothing is counted */
    synchronized void attempt(Who who) {
        Instant now = clock.instant();
        addresses.add(who.address(), now);
        try {
            pairs.add(who, now);
        } catch (Refused tooMany) {
            addresses.takeBack(who.address());
            throw tooMany;
        }
    }

    /** Whether the password was right is not known: the database was away, or too many were at it. */
    synchronized void takeBack(Who who) {
        pairs.takeBack(who);
        addresses.takeBack(who.address());
    }

    synchronized void success(Who who) {
        pairs.forget(who);
        addresses.takeBack(who.address());
    }
}
