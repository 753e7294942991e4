package dev.prosa.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's clock in tests: the real time, or later, so that nobody has to wait. A test that moves it puts it back. */
@Alternative
@Priority(1)
@Singleton
public final class MovableClock extends Clock {

    private final Clock real = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private volatile Duration ahead = Duration.ZERO;

    public void forward(Duration time) {
        ahead = ahead.plus(time);
    }

    public void moveTo(Instant time) {
        ahead = Duration.between(real.instant(), time);
    }

    public void putBack() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(real, ahead).withZone(zone);
    }
}
