package dev.prosa.access.localtoken;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts private keys under {@code PROSA_SECRET_KEY}: AES-256-GCM (NIST SP 800-38D) with a nonce of 96 random bits
 * ahead of the text; the key by HKDF-SHA256 (RFC 5869) without salt.
 */
public final class KeyEncryption {

    private static final int SHORTEST_SECRET = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "prosa signing_key v1".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    /** @throws ConfigurationException for a secret that is missing (empty) or too short */
    public KeyEncryption(String secret) {
        if (secret.codePointCount(0, secret.length()) < SHORTEST_SECRET)
            throw new ConfigurationException("PROSA_SECRET_KEY must be set to 32 characters or more:"
                    + " the signing keys in the database are encrypted under it");
        this.key = new SecretKeySpec(derive(secret.getBytes(StandardCharsets.UTF_8)), "AES");
    }

    /** @param kid bound to the text, so that the rows of two keys cannot be swapped */
    String close(String kid, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, kid).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws ConfigurationException for a text that was not encrypted under this secret */
    byte[] open(String kid, String closed) {
        try {
            byte[] all = Base64.getDecoder().decode(closed);
            byte[] nonce = Arrays.copyOf(all, NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce, kid).doFinal(all, NONCE, all.length - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException("The signing key " + kid
                    + " cannot be decrypted: PROSA_SECRET_KEY is not the one it was made under");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String kid) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] derive(byte[] secret) {
        byte[] extracted = hmac(new byte[32], secret);
        byte[] info = Arrays.copyOf(PURPOSE, PURPOSE.length + 1);
        info[PURPOSE.length] = 1;
        return hmac(extracted, info);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
