package dev.prosa.access.externalissuer;

import dev.prosa.access.externalissuer.ExternalIssuerConfig.Algorithm;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Verifies the tokens of the issuer outside. */
@Singleton
public final class ExternalTokenVerifier {

    private static final Logger LOG = Logger.getLogger(ExternalTokenVerifier.class);
    private static final String EMAIL = "email";
    private static final String EMAIL_VERIFIED = "email_verified";

    private final ExternalIssuer issuer;
    private final ExternalJwks keys;
    private final ExternalIssuerConfig config;
    private final Clock clock;
    private final Set<String> algorithms;

    ExternalTokenVerifier(ExternalIssuer issuer, ExternalJwks keys, ExternalIssuerConfig config, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.algorithms = config.algorithms().stream().map(Algorithm::name).collect(Collectors.toSet());
    }

    /** Whether the text says that it is a token of the issuer outside, which is not verified yet. */
    public boolean claimed(String text) {
        if (!issuer.isConfigured()) return false;
        try {
            String payload = signature(text).getUnverifiedPayload();
            return issuer.is(JwtClaims.parse(payload).getIssuer());
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            return false;
        }
    }

    /** Fails with UNAUTHORIZED for anything but a valid token with a verified email. */
    public Uni<ExternalToken> verify(String text) {
        return Uni.createFrom()
                .item(() -> acceptable(text))
                .chain(keys::find)
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(key -> verified(text, key));
    }

    /** Before a key is looked for: one of another algorithm has none. */
    private JsonWebSignature acceptable(String text) {
        try {
            JsonWebSignature signature = signature(text);
            if (algorithms.contains(signature.getAlgorithmHeaderValue())) return signature;
        } catch (JoseException e) {
            // the same answer as for a token of another algorithm
        }
        throw Problem.UNAUTHORIZED.refused();
    }

    private static JsonWebSignature signature(String text) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(text);
        return signature;
    }

    private ExternalToken verified(String text, JsonWebKey key) {
        try {
            JwtClaims claims = consumer(key).processToClaims(text);
            ExternalToken token = new ExternalToken(verifiedEmail(claims), end(claims));
            if (!Tokens.tooLate(token.expiresAt(), clock.instant())) return token;
        } catch (InvalidJwtException e) {
            // its message quotes the claims
            LOG.debugf("A token of the issuer outside is not valid, by jose4j's error codes %s", codes(e));
        } catch (MalformedClaimException | DateTimeException e) {
            LOG.debug("A token of the issuer outside has a claim of another type");
        }
        throw Problem.UNAUTHORIZED.refused();
    }

    private static List<Integer> codes(InvalidJwtException refusal) {
        return refusal.getErrorDetails().stream()
                .map(ErrorCodeValidator.Error::getErrorCode)
                .toList();
    }

    private JwtConsumer consumer(JsonWebKey key) {
        JwtConsumerBuilder consumer = new JwtConsumerBuilder()
                .setVerificationKey(key.getKey())
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)))
                .setExpectedIssuer(config.issuer().orElseThrow())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(config.clockSkew())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
        config.audiences()
                .ifPresentOrElse(
                        audiences -> consumer.setExpectedAudience(audiences.toArray(String[]::new)),
                        consumer::setSkipDefaultAudienceValidation);
        if (config.tokenAge().isPresent()) consumer.setRequireIssuedAt();
        return consumer.build();
    }

    private static String verifiedEmail(JwtClaims claims) throws MalformedClaimException {
        String email = claims.getStringClaimValue(EMAIL);
        // some issuers write the word instead of the value
        boolean verified = "true".equals(String.valueOf(claims.getClaimValue(EMAIL_VERIFIED)));
        if (email != null && verified && email.indexOf(0) < 0) return email;
        LOG.debug("A valid token of the issuer outside has no verified email");
        throw Problem.UNAUTHORIZED.refused();
    }

    private Instant end(JwtClaims claims) throws MalformedClaimException {
        Instant end = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        if (config.tokenAge().isPresent()) end = earlier(end, endByAge(claims));
        return end.plusSeconds(config.clockSkew());
    }

    private Instant endByAge(JwtClaims claims) throws MalformedClaimException {
        long issuedAt = claims.getIssuedAt().getValue();
        return Instant.ofEpochSecond(issuedAt).plusSeconds(config.tokenAge().getAsLong());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
