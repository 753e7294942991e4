package dev.prosa.access;

import dev.prosa.access.localtoken.SigningKey;
import dev.prosa.access.localtoken.SigningKeys;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes tokens that are nearly right, for tests of other packages. */
@Singleton
public final class ForgedTokens {

    private final SigningKeys keys;

    ForgedTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /** A token this service accepts: what the others differ from. */
    public String valid(UUID institution, UUID agent) {
        return signed(claims(institution, agent), keys.newest().privateKey());
    }

    /** By what is wrong with them. */
    public Map<String, String> forged(UUID institution, UUID agent) {
        Map<String, String> tokens = new LinkedHashMap<>();
        JwtClaims expired = claims(institution, agent);
        expired.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 1));
        tokens.put("expired", signed(expired, keys.newest().privateKey()));
        JwtClaims foreign = claims(institution, agent);
        foreign.setIssuer("https://issuer.example.com");
        tokens.put("of another issuer", signed(foreign, keys.newest().privateKey()));
        tokens.put(
                "signed by another key",
                signed(claims(institution, agent), SigningKey.generate().privateKey()));
        tokens.put(
                "for another institution",
                signed(claims(UUID.randomUUID(), agent), keys.newest().privateKey()));
        return tokens;
    }

    private static JwtClaims claims(UUID institution, UUID agent) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("prosa");
        claims.setSubject(agent.toString());
        claims.setStringClaim("institution", institution.toString());
        claims.setNumericDateClaim("auth_time", NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }

    private String signed(JwtClaims claims, PrivateKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(keys.newest().kid());
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
