package dev.prosa.access.login;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.prosa.access.localtoken.LocalIssuerConfig;
import dev.prosa.access.login.FailedLogins.LoginSource;
import dev.prosa.problem.Refused;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

    private static final LoginSource MARIA = new LoginSource("maria@example.org", "192.0.2.1");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FailedLogins failed = new FailedLogins(config(), new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void attempt_eleventhInAWindow_waitsForItsEnd() {
        tenTimes(MARIA);
        now = now.plus(Duration.ofMinutes(5));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> failed.attempt(MARIA))
                .extracting(Refused::headers)
                .isEqualTo(Map.of(
                        "RateLimit-Limit", "10",
                        "RateLimit-Remaining", "0",
                        "RateLimit-Reset", "601",
                        "Retry-After", "601"));
        now = now.plus(Duration.ofMinutes(10));
        assertThatCode(() -> failed.attempt(MARIA)).doesNotThrowAnyException();
    }

    @Test
    void email_inAnotherCase_isTheSame() {
        tenTimes(MARIA);
        LoginSource shouting = new LoginSource("MARIA@example.org", "192.0.2.1");
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> failed.attempt(shouting));
    }

    @Test
    void addressesAndEmails_areCountedSeparately() {
        tenTimes(MARIA);
        assertThatCode(() -> failed.attempt(new LoginSource("maria@example.org", "192.0.2.2")))
                .doesNotThrowAnyException();
        assertThatCode(() -> failed.attempt(new LoginSource("ana@example.org", "192.0.2.1")))
                .doesNotThrowAnyException();
    }

    @Test
    void success_resetsTheCount() {
        tenTimes(MARIA);
        failed.success(MARIA);
        assertThatCode(() -> tenTimes(MARIA)).doesNotThrowAnyException();
    }

    @Test
    void attempt_takenBack_isNoFailure() {
        for (int n = 0; n < 600; n++) {
            failed.attempt(MARIA);
            failed.takeBack(MARIA);
        }
        assertThatCode(() -> tenTimes(MARIA)).doesNotThrowAnyException();
    }

    @Test
    void address_hasALimit_whateverTheEmails() {
        for (int n = 0; n < 500; n++) failed.attempt(new LoginSource("made.up" + n, "192.0.2.1"));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> failed.attempt(MARIA));
        assertThatCode(() -> failed.attempt(new LoginSource("maria@example.org", "192.0.2.2")))
                .doesNotThrowAnyException();
    }

    @Test
    void attempt_refused_doesNotCountForTheAddress() {
        tenTimes(MARIA);
        for (int n = 0; n < 600; n++) assertThatExceptionOfType(Refused.class).isThrownBy(() -> failed.attempt(MARIA));
        assertThatCode(() -> failed.attempt(new LoginSource("ana@example.org", "192.0.2.1")))
                .doesNotThrowAnyException();
    }

    @Test
    void window_renewed_isNotTheFirstToBeEvicted() {
        failed.attempt(MARIA);
        now = now.plus(Duration.ofMinutes(14));
        for (int n = 0; n < 99_998; n++) failed.attempt(new LoginSource("made.up", "address " + n));
        now = now.plus(Duration.ofMinutes(2));
        tenTimes(MARIA);
        for (int n = 0; n < 50_000; n++) failed.attempt(new LoginSource("made.up too", "address " + n));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> failed.attempt(MARIA));
    }

    private void tenTimes(LoginSource who) {
        for (int n = 0; n < 10; n++) failed.attempt(who);
    }

    private static LocalIssuerConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(LocalIssuerConfig.class)
                .build()
                .getConfigMapping(LocalIssuerConfig.class);
    }
}
