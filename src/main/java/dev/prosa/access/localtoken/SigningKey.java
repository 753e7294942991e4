package dev.prosa.access.localtoken;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;

/** A key pair of the issuer. RSA, since each request verifies and only a login signs: RSA verifies many times faster. */
public record SigningKey(String kid, PublicKey publicKey, PrivateKey privateKey) {

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;

    /** A key pair as a row of {@code signing_key}. */
    public record Stored(String kid, String publicKey, String privateKey) {}

    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(UUID.randomUUID().toString(), pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws ConfigurationException if it was not encrypted under the safe's secret */
    static SigningKey read(Stored stored, KeyEncryption safe) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            byte[] open = safe.open(stored.kid(), stored.privateKey());
            byte[] known = Base64.getDecoder().decode(stored.publicKey());
            return new SigningKey(
                    stored.kid(),
                    factory.generatePublic(new X509EncodedKeySpec(known)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(open)));
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("The signing key " + stored.kid() + " in the database is damaged");
        }
    }

    public Stored stored(KeyEncryption safe) {
        return new Stored(
                kid,
                Base64.getEncoder().encodeToString(publicKey.getEncoded()),
                safe.close(kid, privateKey.getEncoded()));
    }
}
