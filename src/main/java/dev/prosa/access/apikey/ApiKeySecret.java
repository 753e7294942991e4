package dev.prosa.access.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The text of an API key: 256 random bits, so that a plain SHA-256 hides it and no salt is needed. */
public record ApiKeySecret(String text) {

    public static final String PREFIX = "prosa_sk_";
    private static final int SHOWN = PREFIX.length() + 6;

    static ApiKeySecret generate() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The part that stays visible, by which its owner recognises it. */
    String prefix() {
        return text.substring(0, SHOWN);
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
