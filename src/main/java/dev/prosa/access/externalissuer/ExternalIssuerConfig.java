package dev.prosa.access.externalissuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An issuer outside whose tokens Prosa accepts, by the keys of MicroProfile JWT; none unless {@code issuer} is set. */
@ConfigMapping(prefix = "mp.jwt.verify")
interface ExternalIssuerConfig {

    /** The {@code iss} of its tokens. */
    Optional<String> issuer();

    /** Its public key or keys themselves: PEM, a JWK or a JWKS. This or the location. */
    @WithName("publickey")
    Optional<String> publicKey();

    /**
     * Where they are: an address of http or https, which is asked again when a token names a key that is not known and
     * every 10 minutes, or a file, which is read at the start.
     */
    @WithName("publickey.location")
    Optional<String> publicKeyLocation();

    /** By what its tokens may be signed: {@code RS256}, {@code ES256} or both. */
    @WithName("publickey.algorithm")
    @WithDefault("RS256,ES256")
    Set<Algorithm> algorithms();

    /** A token must be for one of these by its {@code aud}; without any, {@code aud} is not looked at. */
    Optional<Set<String>> audiences();

    /** By how many seconds the issuer's clock may differ: a token counts until so long after its {@code exp}, 0–600. */
    @WithName("clock.skew")
    @WithDefault("60")
    @Min(0)
    @Max(600)
    int clockSkew();

    /** How many seconds a token counts from its {@code iat} on, whatever its {@code exp}; without it, as {@code exp} says. */
    @WithName("token.age")
    OptionalLong tokenAge();

    /** A signature nobody can make with a public key. */
    enum Algorithm {
        RS256,
        ES256
    }
}
