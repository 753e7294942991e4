package dev.prosa.access.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Counts the requests of each API key on this node, by minutes from its first one on. A key that was idle for so long
 * that its limit is whole again is forgotten, and beyond 100,000 keys the one that matters least.
 */
@Singleton
public final class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = MINUTE.multipliedBy(2);
    private static final int KEYS = 100_000;

    private final TimeMeter time;
    private final Cache<UUID, Counted> keys;

    private record Counted(int limit, Bucket bucket) {}

    @Inject
    RateLimits() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(TimeMeter time) {
        this.time = time;
        this.keys = Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterAccess(REMEMBERED)
                .ticker(time::currentTimeNanos)
                .executor(Runnable::run)
                .build();
    }

    /** @param limit as it is at this request: one that was raised gives what was added, one that was lowered cuts */
    public RateLimit count(UUID key, int limit) {
        Counted counted = keys.asMap().compute(key, (same, before) -> at(limit, before));
        ConsumptionProbe probe = counted.bucket().tryConsumeAndReturnRemaining(1);
        return new RateLimit(limit, probe.getRemainingTokens(), probe.getNanosToWaitForReset(), !probe.isConsumed());
    }

    /** How many keys are remembered. */
    long size() {
        keys.cleanUp();
        return keys.estimatedSize();
    }

    private Counted at(int limit, Counted before) {
        if (before == null) return new Counted(limit, bucket(limit));
        if (before.limit() == limit) return before;
        BucketConfiguration changed =
                BucketConfiguration.builder().addLimit(perMinute(limit)).build();
        before.bucket().replaceConfiguration(changed, TokensInheritanceStrategy.ADDITIVE);
        return new Counted(limit, before.bucket());
    }

    private Bucket bucket(int limit) {
        return Bucket.builder()
                .addLimit(perMinute(limit))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Bandwidth perMinute(int limit) {
        return Bandwidth.builder()
                .capacity(limit)
                .refillIntervally(limit, MINUTE)
                .build();
    }
}
