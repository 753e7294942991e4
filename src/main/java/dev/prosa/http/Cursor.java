package dev.prosa.http;

import dev.prosa.problem.Ids;
import dev.prosa.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The position after a row, opaque to clients: the row's sort values and a fingerprint of the query they belong to.
 * Anybody can make one up, so it grants nothing and its values are checked as they are read.
 */
public final class Cursor {

    private static final int LONGEST = 4096;

    private final long query;
    private final List<String> values;

    private Cursor(long query, List<String> values) {
        this.query = query;
        this.values = values;
    }

    /**
     * @param query everything that makes the query this one: its filters and its order, in a fixed sequence
     * @param values of the last row; null is a value
     */
    public static Cursor of(String query, String... values) {
        return new Cursor(fingerprint(query), Arrays.asList(values));
    }

    /** @throws Refused a VALIDATION_ERROR on {@code cursor} unless it is one of this query with this many values */
    public static Cursor read(String text, String query, int count) {
        try {
            Cursor cursor = decode(text);
            if (cursor.query == fingerprint(query) && cursor.values.size() == count) return cursor;
        } catch (IOException | IllegalArgumentException e) {
            // the same answer as for a cursor of another query
        }
        throw notOne();
    }

    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(query);
            out.writeByte(values.size());
            for (String value : values) write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** A value as it was given, perhaps null. */
    public String value(int index) {
        return values.get(index);
    }

    public UUID uuid(int index) {
        return parsed(index, Ids::parse);
    }

    public Instant instant(int index) {
        return parsed(index, Instant::parse);
    }

    public Long number(int index) {
        return parsed(index, Long::valueOf);
    }

    private <T> T parsed(int index, Function<String, T> parse) {
        try {
            return value(index) == null ? null : parse.apply(value(index));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw notOne();
        }
    }

    private static Cursor decode(String text) throws IOException {
        if (text.length() > LONGEST) throw new IOException("longer than any cursor");
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        long query = in.readLong();
        int count = in.readUnsignedByte();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) values.add(in.readBoolean() ? in.readUTF() : null);
        if (in.read() >= 0) throw new IOException("more than a cursor");
        return new Cursor(query, values);
    }

    private static void write(DataOutputStream out, String value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) out.writeUTF(value);
    }

    private static long fingerprint(String query) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refused notOne() {
        return Refused.field("cursor", "is no cursor of this query");
    }
}
