package dev.prosa.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import dev.prosa.testing.Concurrently;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final UUID KEY = UUID.randomUUID();

    private final AtomicLong nanos = new AtomicLong(12_345);
    private final RateLimits limits = new RateLimits(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void apiKey_inAMinute_hasItsLimitAndNotOneMore() {
        for (int left = 59; left >= 0; left--)
            assertThat(limits.count(KEY, 60).remaining()).isEqualTo(left);
        passes(Duration.ofSeconds(59));
        assertThat(limits.count(KEY, 60).exceeded()).isTrue();
        passes(Duration.ofSeconds(1));
        RateLimit next = limits.count(KEY, 60);
        assertThat(next.exceeded()).isFalse();
        assertThat(next.remaining()).isEqualTo(59);
    }

    @Test
    void headers_sayWhatIsLeft_andForHowLong() {
        limits.count(KEY, 3);
        passes(Duration.ofMillis(20_500));
        assertThat(limits.count(KEY, 3).headers())
                .isEqualTo(Map.of("RateLimit-Limit", "3", "RateLimit-Remaining", "1", "RateLimit-Reset", "40"));
    }

    @Test
    void request_refused_namesWhenToRetry() {
        limits.count(KEY, 1);
        passes(Duration.ofSeconds(15));
        RateLimit refused = limits.count(KEY, 1);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(refused::orRefuse)
                .matches(refusal -> refusal.problem() == Problem.RATE_LIMIT_EXCEEDED)
                .extracting(Refused::headers)
                .isEqualTo(Map.of(
                        "RateLimit-Limit", "1",
                        "RateLimit-Remaining", "0",
                        "RateLimit-Reset", "45",
                        "Retry-After", "45"));
        passes(Duration.ofSeconds(45));
        assertThatCode(limits.count(KEY, 1)::orRefuse).doesNotThrowAnyException();
    }

    @Test
    void request_refused_doesNotLengthenTheWait() {
        for (int n = 0; n < 100; n++) limits.count(KEY, 1);
        passes(Duration.ofMinutes(1));
        assertThat(limits.count(KEY, 1).exceeded()).isFalse();
    }

    @Test
    void apiKeys_areCountedSeparately() {
        limits.count(KEY, 1);
        assertThat(limits.count(UUID.randomUUID(), 1).exceeded()).isFalse();
        assertThat(limits.count(KEY, 1).exceeded()).isTrue();
    }

    @Test
    void limit_raised_appliesAtOnce_andForgivesNothing() {
        for (int n = 0; n < 3; n++) limits.count(KEY, 2);
        assertThat(limits.count(KEY, 5).remaining()).isEqualTo(2);
        assertThat(limits.count(KEY, 5).remaining()).isEqualTo(1);
    }

    @Test
    void limit_lowered_appliesAtOnce() {
        limits.count(KEY, 100);
        assertThat(limits.count(KEY, 3).remaining()).isEqualTo(2);
        for (int n = 0; n < 2; n++) limits.count(KEY, 3);
        assertThat(limits.count(KEY, 3).exceeded()).isTrue();
        passes(Duration.ofMinutes(1));
        assertThat(limits.count(KEY, 3).remaining()).isEqualTo(2);
    }

    @Test
    void limit_ofAMillion_isReachedInOneBurst() {
        for (int n = 0; n < 1_000_000; n++) limits.count(KEY, 1_000_000);
        assertThat(limits.count(KEY, 1_000_000).exceeded()).isTrue();
    }

    @Test
    void requests_concurrent_getNoMoreThanSequentialOnes() {
        AtomicLong passed = new AtomicLong();
        Concurrently.forEach(8, 8, n -> passed.addAndGet(countPassed(1_000)));
        assertThat(passed).hasValue(500);
    }

    @Test
    void apiKey_idle_isForgotten_andHasItsWholeLimit() {
        limits.count(KEY, 1);
        passes(Duration.ofMinutes(2));
        assertThat(limits.size()).isZero();
        assertThat(limits.count(KEY, 1).exceeded()).isFalse();
    }

    @Test
    void limits_remember_atMost100000Keys() {
        for (int n = 0; n < 150_000; n++) limits.count(new UUID(n, n), 60);
        assertThat(limits.size()).isEqualTo(100_000);
    }

    private long countPassed(int requests) {
        long passed = 0;
        for (int n = 0; n < requests; n++) if (!limits.count(KEY, 500).exceeded()) passed++;
        return passed;
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
