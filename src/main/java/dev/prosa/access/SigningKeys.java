package dev.prosa.access;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The issuer's key pairs as this node knows them. A key of another node is looked for when a token names it, at most
 * once a second, however many tokens name keys that do not exist.
 */
@Singleton
final class SigningKeys {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final SigningKeyStore store;
    private final Clock clock;
    private final KeySafe safe;
    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.EPOCH);
    private volatile Known known;

    private record Known(SigningKey newest, Map<String, SigningKey> byKid) {}

    SigningKeys(
            SigningKeyStore store,
            Clock clock,
            @ConfigProperty(name = "prosa.secret-key", defaultValue = "") String secret) {
        this.store = store;
        this.clock = clock;
        this.safe = new KeySafe(secret);
    }

    /** Before anything else starts: nothing works without a key, and a key that cannot be read must stop the start. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        store.allOrAdd(() -> SigningKey.generate().stored(safe))
                .invoke(this::learn)
                .await()
                .atMost(START);
    }

    /** The key that signs. */
    SigningKey newest() {
        return known.newest();
    }

    /** Null if no node has such a key. */
    Uni<SigningKey> find(String kid) {
        SigningKey here = known.byKid().get(kid);
        return here != null || !mayLook() ? Uni.createFrom().item(here) : look(kid);
    }

    private Uni<SigningKey> look(String kid) {
        return store.all().invoke(this::learn).map(keys -> known.byKid().get(kid));
    }

    private boolean mayLook() {
        Instant now = clock.instant();
        Instant before = looked.get();
        return before.plus(BETWEEN_LOOKS).isBefore(now) && looked.compareAndSet(before, now);
    }

    private void learn(List<SigningKey.Stored> rows) {
        List<SigningKey> keys =
                rows.stream().map(row -> SigningKey.read(row, safe)).toList();
        known = new Known(keys.get(0), keys.stream().collect(Collectors.toMap(SigningKey::kid, Function.identity())));
    }
}
