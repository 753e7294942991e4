package dev.prosa.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An institution of its own for a test, made straight in the database; what happens in it goes over HTTP. Nothing of it
 * is shared, so that tests run in any order and at once.
 */
public final class TestInstitution {

    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000 * 1000);
    private static final String PASSWORD = "the password of the tests";
    private static final String HASH = BcryptUtil.bcryptHash(sha256Base64(PASSWORD), 4);

    private final URI node;
    private final TestDatabase.Migrated database;
    private final UUID id;

    private TestInstitution(URI node, TestDatabase.Migrated database) {
        this.node = node;
        this.database = database;
        this.id = insert("insert into institution (name) values ('Test') returning id");
    }

    public static TestInstitution on(URI node, TestDatabase.Migrated database) {
        return new TestInstitution(node, database);
    }

    /** An agent and its way in. */
    public record Agent(UUID id, String email, String name, Client http) {}

    public UUID id() {
        return id;
    }

    public URI node() {
        return node;
    }

    public TestDatabase.Migrated database() {
        return database;
    }

    public UUID department(String name) {
        return insert("insert into department (institution_id, name) values (?, ?) returning id", id, unique(name));
    }

    /** @param department where its conversations begin; null: triage */
    public UUID channel(UUID department) {
        return insert(
                "insert into channel (institution_id, name, type, department_id, phone)"
                        + " values (?, 'Channel', 'WHATSAPP_WABA', ?, '551130000000') returning id",
                id,
                department);
    }

    public Agent agent(String name, String role, UUID... departments) {
        String email = "agent" + NUMBERS.incrementAndGet() + "@test.prosa";
        UUID agent = insert(
                "insert into agent (institution_id, name, email, password_hash, role) values (?, ?, ?, ?, ?) returning id",
                id,
                name,
                email,
                HASH,
                role);
        for (UUID department : departments) join(agent, department);
        return new Agent(agent, email, name, new Client(node, token(email)));
    }

    public void join(UUID agent, UUID department) {
        insert(
                "insert into membership (institution_id, department_id, agent_id) values (?, ?, ?) returning agent_id",
                id,
                department,
                agent);
    }

    /** A program that may do everything. */
    public Client program() {
        return program(
                "{conversations.read,conversations.write,messages.send,messages.ingest,directory.read,directory.write}");
    }

    /** @param permissions as a PostgreSQL array */
    public Client program(String permissions) {
        String key = "prosa_sk_" + UUID.randomUUID() + UUID.randomUUID();
        insert(
                "insert into api_key (institution_id, name, prefix, hash, permissions, rate_limit)"
                        + " values (?, 'Program', ?, ?, ?::text[], 1000000) returning id",
                id,
                key.substring(0, 15),
                sha256(key),
                permissions);
        return new Client(node, key);
    }

    /** A phone nobody else has. */
    public String phone() {
        return String.valueOf(5_500_000_000_000L + NUMBERS.incrementAndGet());
    }

    /** A message as an adapter sends it in. */
    public static Map<String, Object> text(String externalId, String phone, String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("externalId", externalId);
        message.put("from", Map.of("phone", phone, "name", "Contact " + phone));
        message.put("type", "text");
        message.put("content", Map.of("text", text));
        return message;
    }

    /** A contact writes, and the answer for its message. */
    public JsonNode writes(UUID channel, String phone, String text) {
        return program()
                .post(
                        "/v1/channels/" + channel + "/inbound",
                        text(UUID.randomUUID().toString(), phone, text))
                .ok()
                .data()
                .get(0);
    }

    /** The first column of the first row; null if there is none. */
    @SuppressWarnings("unchecked")
    public <T> T query(String sql, Object... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? (T) rows.getObject(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows, as text. */
    public List<String> column(String sql, Object... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID insert(String sql, Object... parameters) {
        return query(sql, parameters);
    }

    private String token(String email) {
        return new Client(node, null)
                .post("/v1/auth/login", Map.of("email", email, "password", PASSWORD))
                .ok()
                .data()
                .path("token")
                .asText();
    }

    private static String unique(String name) {
        return name + " " + NUMBERS.incrementAndGet();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256Base64(String text) {
        return Base64.getEncoder().encodeToString(sha256(text));
    }
}
