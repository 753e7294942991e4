package dev.prosa.idempotency;

import dev.prosa.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A request that may come again, as its sender marked it by the header {@code Idempotency-Key}; a key counts for one
 * caller and one path.
 *
 * @param key 1–255 visible ASCII characters; null: not marked, each time it comes is carried out
 * @param bodyHash SHA-256 of what the body means, in hexadecimal digits
 */
public record IdempotentRequest(UUID institution, UUID caller, String path, String key, String bodyHash) {

    public static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    /**
     * @param header as it came, or null
     * @param meaning of the body, the same text for bodies that ask for the same: white space, the order of fields and
     *     fields that nobody reads are not in it
     * @throws Refused if the header is there and is no key
     */
    public static IdempotentRequest of(String header, UUID institution, UUID caller, String path, String meaning) {
        if (header != null && !VISIBLE.matcher(header).matches())
            throw Refused.field(HEADER, "must have 1 to 255 visible ASCII characters");
        return new IdempotentRequest(institution, caller, path, header, header == null ? null : sha256(meaning));
    }

    boolean isMarked() {
        return key != null;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
