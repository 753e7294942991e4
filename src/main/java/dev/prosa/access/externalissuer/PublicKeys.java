package dev.prosa.access.externalissuer;

import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;

/** Reads public keys: a JWKS or a JWK (RFC 7517), or PEM; secret keys are left out. */
final class PublicKeys {

    private static final String KEY = "-----BEGIN PUBLIC KEY-----";

    private PublicKeys() {}

    static List<JsonWebKey> read(String text) throws JoseException {
        String keys = text.strip();
        return keys.startsWith("{") ? ofJson(keys) : List.of(JsonWebKey.Factory.newJwk(ofPem(keys)));
    }

    private static List<JsonWebKey> ofJson(String json) throws JoseException {
        boolean isSet = json.contains("\"keys\"");
        List<JsonWebKey> all =
                isSet ? new JsonWebKeySet(json).getJsonWebKeys() : List.of(JsonWebKey.Factory.newJwk(json));
        return all.stream().filter(PublicJsonWebKey.class::isInstance).toList();
    }

    private static PublicKey ofPem(String pem) throws JoseException {
        if (!pem.startsWith(KEY)) throw new JoseException("neither JSON nor PEM of a public key");
        try {
            return new RsaKeyUtil().fromPemEncoded(pem);
        } catch (InvalidKeySpecException notRsa) {
            return ofEllipticCurve(pem);
        }
    }

    private static PublicKey ofEllipticCurve(String pem) throws JoseException {
        try {
            return new EcKeyUtil().fromPemEncoded(pem);
        } catch (InvalidKeySpecException e) {
            throw new JoseException("no public key of RSA or of an elliptic curve", e);
        }
    }
}
