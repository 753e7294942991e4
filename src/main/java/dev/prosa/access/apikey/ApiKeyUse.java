package dev.prosa.access.apikey;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Records {@code lastUsedAt}: to the minute, without delaying the request, with at most one write in flight for a key. */
@Singleton
public final class ApiKeyUse {

    private static final Logger LOG = Logger.getLogger(ApiKeyUse.class);
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    private final ApiKeyStore store;
    private final Clock clock;
    private final Set<UUID> writing = ConcurrentHashMap.newKeySet();

    ApiKeyUse(ApiKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public void note(ApiKey key) {
        Instant now = clock.instant();
        if (isRecent(key, now) || !writing.add(key.id())) return;
        store.used(key, now)
                .onTermination()
                .invoke(() -> writing.remove(key.id()))
                .subscribe()
                .with(done -> {}, fault -> LOG.debugf(fault, "The use of API key %s was not noted", key.id()));
    }

    private static boolean isRecent(ApiKey key, Instant now) {
        return key.lastUsedAt() != null && key.lastUsedAt().plus(RESOLUTION).isAfter(now);
    }
}
