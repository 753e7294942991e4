package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** An institution with a channel, and the set-based SQL of the intake, called as a lane calls it. */
abstract class OnInbound {

    static final ObjectMapper JSON = new ObjectMapper();
    static final TestDatabase.Migrated DATABASE = TestDatabase.fresh();
    static final String CLOSE =
            """
            update conversation set status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = last_seq,
                waiting_since = null, version = version + 1 where id = ?""";
    private static final AtomicInteger PHONES = new AtomicInteger(10_000_000);

    UUID institution;
    UUID department;
    UUID channel;

    record Stored(UUID message, UUID conversation, long seq, boolean duplicate) {}

    @BeforeEach
    void foundAnInstitution() throws SQLException {
        institution = one("insert into institution (name) values ('Test') returning id");
        department = one("insert into department (institution_id, name) values (?, 'Sales') returning id", institution);
        channel = one(
                "insert into channel (institution_id, name, type, department_id) values (?, 'Web', 'WEBCHAT', ?)"
                        + " returning id",
                institution,
                department);
    }

    List<Stored> take(JsonNode... items) {
        ArrayNode batch = JSON.createArrayNode();
        for (JsonNode item : items) batch.add(item);
        return call(batch);
    }

    List<Stored> call(ArrayNode items) {
        try (Connection connection = DATABASE.connect()) {
            return call(connection, items);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Stored> call(Connection connection, ArrayNode items) throws SQLException {
        List<Stored> stored = new ArrayList<>();
        try (PreparedStatement call = connection.prepareStatement(
                "select * from take_inbound(?::json, date_trunc('milliseconds', clock_timestamp())) order by n")) {
            call.setString(1, items.toString());
            ResultSet rows = call.executeQuery();
            while (rows.next()) {
                stored.add(new Stored(
                        rows.getObject(2, UUID.class),
                        rows.getObject(3, UUID.class),
                        rows.getLong(4),
                        rows.getBoolean(5)));
            }
        }
        return stored;
    }

    ObjectNode item(String externalId, String phone) {
        return saying(externalId, phone, "hello");
    }

    ObjectNode saying(String externalId, String phone, String text) {
        return JSON.createObjectNode()
                .put("institution", institution.toString())
                .put("channel", channel.toString())
                .put("externalId", externalId)
                .put("phone", phone)
                .put("name", "Maria")
                .put("type", "text")
                .set("content", JSON.createObjectNode().put("text", text));
    }

    List<JsonNode> events() throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select payload from feed_event where institution_id = ? order by feed_id, seq")) {
            query.setObject(1, institution);
            ResultSet rows = query.executeQuery();
            List<JsonNode> events = new ArrayList<>();
            while (rows.next()) events.add(parse(rows.getString(1)));
            return events;
        }
    }

    JsonNode conversation(UUID id) throws SQLException {
        return parse(one("select conversation_json(c)::text from conversation c where c.id = ?", id));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(String sql, Object parameter) throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            run(connection, sql, parameter);
        }
    }

    static void run(Connection connection, String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            statement.execute();
        }
    }

    static String phone() {
        return String.valueOf(PHONES.incrementAndGet());
    }

    @SuppressWarnings("unchecked")
    static <T> T one(String sql, Object... parameters) throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            ResultSet rows = statement.executeQuery();
            return rows.next() ? (T) rows.getObject(1) : null;
        }
    }
}
