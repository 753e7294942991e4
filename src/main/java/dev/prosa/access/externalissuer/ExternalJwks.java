package dev.prosa.access.externalissuer;

import dev.prosa.concurrent.SingleFlight;
import dev.prosa.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.SimpleJwkFilter;
import org.jose4j.jwk.Use;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The public keys of the external issuer as this node knows them. If they have an address, they are fetched at the start;
 * when a token names an unknown key, once for all that wait and every 5 s at most; and in the background once they are
 * older than 10 minutes. While the address does not answer, the known keys stay valid.
 */
@Singleton
final class ExternalJwks {

    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Clock clock;
    private final Optional<SingleFlight<Known>> refresh;
    private volatile Known known;

    private record Known(List<JsonWebKey> keys, Instant since) {}

    @Inject
    ExternalJwks(ExternalIssuerConfig config, Clock clock) {
        this(config, clock, MIN_REFRESH_INTERVAL);
    }

    /** @throws ConfigurationException if they are configured and cannot be read */
    ExternalJwks(ExternalIssuerConfig config, Clock clock, Duration minRefreshInterval) {
        Optional<URI> address = config.publicKeyLocation().flatMap(ExternalJwks::address);
        this.clock = clock;
        this.refresh = address.map(JwksEndpoint::new)
                .map(keys -> new SingleFlight<>(() -> keys.fetch().map(this::learn), minRefreshInterval, clock));
        this.known = new Known(address.isPresent() ? List.of() : configured(config), clock.instant());
    }

    /** The start does not wait for somebody else's service. */
    void atStart(@Observes StartupEvent start) {
        refresh.ifPresent(SingleFlight::refreshInBackground);
    }

    /** Null if the issuer has no key for this token; fails with UNAVAILABLE while it cannot be asked. */
    Uni<JsonWebKey> find(JsonWebSignature token) {
        Known now = known;
        JsonWebKey key = keyOf(token, now);
        if (refresh.isEmpty()) return Uni.createFrom().item(key);
        if (key == null) return asked(refresh.get(), token);
        if (clock.instant().isAfter(now.since().plus(FRESH))) refresh.get().refreshInBackground();
        return Uni.createFrom().item(key);
    }

    private static Uni<JsonWebKey> asked(SingleFlight<Known> refresh, JsonWebSignature token) {
        return refresh.get()
                .onFailure()
                .transform(
                        fault -> Problem.UNAVAILABLE.refused("The keys of the issuer cannot be fetched at the moment"))
                .map(now -> keyOf(token, now));
    }

    /** Null if there is none; of several that may be it, the one that made the signature. */
    private static JsonWebKey keyOf(JsonWebSignature token, Known now) {
        List<JsonWebKey> candidates = filter(token).filter(now.keys());
        return candidates.size() == 1
                ? candidates.get(0)
                : candidates.stream()
                        .filter(key -> made(key, token))
                        .findFirst()
                        .orElse(null);
    }

    /** A key without a name, such as one of PEM, may be that of any name. */
    private static SimpleJwkFilter filter(JsonWebSignature token) {
        SimpleJwkFilter filter = new SimpleJwkFilter();
        String name = token.getKeyIdHeaderValue();
        if (name != null) filter.setKid(name, SimpleJwkFilter.OMITTED_OKAY);
        filter.setAlg(token.getAlgorithmHeaderValue(), SimpleJwkFilter.OMITTED_OKAY);
        filter.setUse(Use.SIGNATURE, SimpleJwkFilter.OMITTED_OKAY);
        return filter;
    }

    private static boolean made(JsonWebKey key, JsonWebSignature token) {
        try {
            token.setKey(key.getKey());
            return token.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    private Known learn(List<JsonWebKey> keys) {
        known = new Known(keys, clock.instant());
        return known;
    }

    private static Optional<URI> address(String location) {
        boolean isAddress = location.startsWith("https://") || location.startsWith("http://");
        return isAddress ? Optional.of(URI.create(location)) : Optional.empty();
    }

    private static List<JsonWebKey> configured(ExternalIssuerConfig config) {
        try {
            Optional<String> text =
                    config.publicKeyLocation().map(ExternalJwks::contents).or(config::publicKey);
            return text.isPresent() ? PublicKeys.read(text.get()) : List.of();
        } catch (JoseException e) {
            throw new ConfigurationException("The public key of mp.jwt.verify.issuer is none");
        }
    }

    private static String contents(String file) {
        try {
            return Files.readString(file.startsWith("file:") ? Path.of(URI.create(file)) : Path.of(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("The file of mp.jwt.verify.publickey.location cannot be read");
        }
    }
}
