package dev.prosa.access;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The issuer's key pairs as this node knows them. A key of another node is looked for when a token names it, for all who
 * wait together and once a second at most, however many tokens name keys that do not exist.
 */
@Singleton
final class SigningKeys {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final SigningKeyStore store;
    private final Clock clock;
    private final KeySafe safe;
    private volatile Known known;
    private Uni<Known> next;
    private Instant looked = Instant.EPOCH;

    private record Known(SigningKey newest, Map<String, SigningKey> byKid) {}

    SigningKeys(
            SigningKeyStore store, Clock clock, @ConfigProperty(name = "prosa.secret-key") Optional<String> secret) {
        this.store = store;
        this.clock = clock;
        this.safe = new KeySafe(secret.orElse(""));
    }

    /** Before anything else starts: nothing works without a key, and a key that cannot be read must stop the start. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        List<SigningKey.Stored> rows = store.all().await().atMost(START);
        if (rows.isEmpty()) rows = addFirst();
        learn(rows);
    }

    /** The key that signs. */
    SigningKey newest() {
        return known.newest();
    }

    /** Null if no node has such a key, which may take a second to tell. */
    Uni<SigningKey> find(String kid) {
        SigningKey here = known.byKid().get(kid);
        if (here != null) return Uni.createFrom().item(here);
        return look().emitOn(whereItIsAsked()).map(now -> now.byKid().get(kid));
    }

    /** The look that is due or in flight; one that comes to nothing is followed by another one in the same time. */
    private synchronized Uni<Known> look() {
        if (next == null) {
            next = waited().chain(store::all)
                    .map(this::learn)
                    .onTermination()
                    .invoke(this::looked)
                    .memoize()
                    .indefinitely();
        }
        return next;
    }

    private Uni<Void> waited() {
        Duration left = Duration.between(clock.instant(), looked.plus(BETWEEN_LOOKS));
        Uni<Void> now = Uni.createFrom().voidItem();
        return left.compareTo(Duration.ZERO) <= 0 ? now : now.onItem().delayIt().by(left);
    }

    private synchronized void looked() {
        next = null;
        looked = clock.instant();
    }

    /** A look is shared by requests on several event loops, and each goes on where it began. */
    private static Executor whereItIsAsked() {
        Context here = Vertx.currentContext();
        return here == null ? Runnable::run : MutinyHelper.executor(here);
    }

    /** Here, since making a key takes long: neither on an event loop nor in a transaction. */
    private List<SigningKey.Stored> addFirst() {
        SigningKey.Stored first = SigningKey.generate().stored(safe);
        return store.allOrAdd(first).await().atMost(START);
    }

    private Known learn(List<SigningKey.Stored> rows) {
        List<SigningKey> keys =
                rows.stream().map(row -> SigningKey.read(row, safe)).toList();
        known = new Known(keys.get(0), keys.stream().collect(Collectors.toMap(SigningKey::kid, Function.identity())));
        return known;
    }
}
