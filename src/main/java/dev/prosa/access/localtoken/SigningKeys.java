package dev.prosa.access.localtoken;

import dev.prosa.concurrent.SingleFlight;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The own issuer's key pairs as this node knows them; none if it is off. A key of another node is looked for when a token
 * names it, for all who wait together and once a second at most, however many tokens name keys that do not exist. A start
 * that finds the newest one too old makes another one.
 */
@Singleton
public final class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final SigningKeyStore store;
    private final Duration life;
    private final Optional<KeyEncryption> safe;
    private final SingleFlight<Known> look;
    private volatile Known known = new Known(null, Map.of());

    private record Known(SigningKey newest, Map<String, SigningKey> byKid) {}

    SigningKeys(
            SigningKeyStore store,
            Clock clock,
            LocalIssuerConfig config,
            @ConfigProperty(name = "prosa.secret-key") Optional<String> secret) {
        this.store = store;
        this.life = config.keyLife();
        this.safe = config.ownIssuer() ? Optional.of(new KeyEncryption(secret.orElse(""))) : Optional.empty();
        this.look = new SingleFlight<>(this::look, BETWEEN_LOOKS, clock);
    }

    /** Before anything else starts: nothing works without a key, and a key that cannot be read must stop the start. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (safe.isEmpty()) return;
        learn(all());
        // what another node has added in between is there now
        learn(store.lacksKey(life).await().atMost(START) ? add() : all());
    }

    /** The key that signs. */
    public SigningKey newest() {
        return known.newest();
    }

    /** Null if no node has such a key, which may take a second to tell. */
    Uni<SigningKey> find(String kid) {
        SigningKey here = known.byKid().get(kid);
        if (here != null) return Uni.createFrom().item(here);
        if (safe.isEmpty()) return Uni.createFrom().nullItem();
        return look.next().map(now -> now.byKid().get(kid));
    }

    private List<SigningKey.Stored> all() {
        return store.all().await().atMost(START);
    }

    /** A key under another secret, which a node with a wrong one may have made, is no key of ours. */
    private Uni<Known> look() {
        return store.all()
                .map(this::learn)
                .onFailure(ConfigurationException.class)
                .invoke(fault -> LOG.error(fault.getMessage()))
                .onFailure(ConfigurationException.class)
                .recoverWithItem(() -> known);
    }

    /** Here, since making a key takes long: neither on an event loop nor in a transaction. */
    private List<SigningKey.Stored> add() {
        SigningKey.Stored fresh = SigningKey.generate().stored(safe.orElseThrow());
        return store.addIfLacking(fresh, life).await().atMost(START);
    }

    /** Without any, this node goes on with those it has: it signed by them. */
    private Known learn(List<SigningKey.Stored> rows) {
        if (rows.isEmpty()) return known;
        List<SigningKey> keys = rows.stream().map(this::read).toList();
        known = new Known(keys.get(0), keys.stream().collect(Collectors.toMap(SigningKey::kid, Function.identity())));
        return known;
    }

    private SigningKey read(SigningKey.Stored row) {
        return SigningKey.read(row, safe.orElseThrow());
    }
}
