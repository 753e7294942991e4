package dev.prosa.access.localtoken;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Signs and verifies the tokens of Prosa's own issuer: RS256, no clock skew. */
@Singleton
public final class Tokens {

    /** A token with less left is refused: it would expire between the check and what it was checked for. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(2);

    private static final String ALGORITHM = AlgorithmIdentifiers.RSA_USING_SHA256;
    private static final String INSTITUTION = "institution";
    private static final String LOGGED_IN = "auth_time";

    private final SigningKeys keys;
    private final LocalIssuerConfig config;
    private final Clock clock;

    /** A token as it is handed out. */
    public record Signed(String text, Instant expiresAt) {}

    Tokens(SigningKeys keys, LocalIssuerConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param loggedIn when the line of tokens began, which bounds them all
     * @throws dev.prosa.problem.Refused UNAUTHORIZED at the end of the line
     */
    public Signed sign(UUID institution, UUID agent, Instant loggedIn) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant line = loggedIn.plus(config.lineLife()).truncatedTo(ChronoUnit.SECONDS);
        Instant expiry = now.plus(config.tokenLife());
        Instant expiresAt = expiry.isBefore(line) ? expiry : line;
        if (tooLate(expiresAt, clock.instant())) throw Problem.UNAUTHORIZED.refused("Log in again");
        return new Signed(text(new Token(institution, agent, loggedIn, expiresAt), now), expiresAt);
    }

    /** Fails with UNAUTHORIZED for anything but a valid token of this issuer. */
    public Uni<Token> verify(String text) {
        return Uni.createFrom()
                .item(() -> kid(text))
                .chain(keys::find)
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(key -> verified(text, key));
    }

    private String text(Token token, Instant now) {
        SigningKey key = keys.newest();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(ALGORITHM);
        signature.setKeyIdHeaderValue(key.kid());
        signature.setKey(key.privateKey());
        signature.setPayload(claims(token, now).toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private JwtClaims claims(Token token, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setSubject(token.agent().toString());
        claims.setStringClaim(INSTITUTION, token.institution().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(token.expiresAt().getEpochSecond()));
        claims.setNumericDateClaim(
                LOGGED_IN, NumericDate.fromSeconds(token.loggedIn().getEpochSecond()));
        return claims;
    }

    private static String kid(String text) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(text);
            String kid = signature.getKeyIdHeaderValue();
            if (kid != null) return kid;
        } catch (JoseException e) {
            // the same answer as for a token without a key's name
        }
        throw Problem.UNAUTHORIZED.refused();
    }

    private Token verified(String text, SigningKey key) {
        try {
            Token token = token(consumer(key).processToClaims(text));
            if (!tooLate(token.expiresAt(), clock.instant())) return token;
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            // why a token was refused is nothing for who sent it
        }
        throw Problem.UNAUTHORIZED.refused();
    }

    private JwtConsumer consumer(SigningKey key) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key.publicKey())
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM))
                .setExpectedIssuer(config.issuer())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(0)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private static Token token(JwtClaims claims) throws MalformedClaimException {
        NumericDate loggedIn = claims.getNumericDateClaimValue(LOGGED_IN);
        if (loggedIn == null || !claims.hasClaim(INSTITUTION)) throw new IllegalArgumentException("a claim is missing");
        return new Token(
                UUID.fromString(claims.getStringClaimValue(INSTITUTION)),
                UUID.fromString(claims.getSubject()),
                Instant.ofEpochSecond(loggedIn.getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    public static boolean tooLate(Instant expiresAt, Instant now) {
        return expiresAt.isBefore(now.plus(LEAST_LEFT));
    }
}
