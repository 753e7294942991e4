package dev.prosa.directory;

import dev.prosa.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** An institution in a real database, worked on by SQL: departments Sales and Support, each with a channel. */
final class Office implements AutoCloseable {

    static final TestDatabase.Migrated DATABASE = TestDatabase.fresh();

    /** A message comes in, with the ids of its institution and channel and a phone; answers its conversation. */
    static final String INBOUND =
            "select conversation_id from take_inbound(json_build_array(json_build_object('institution', ?::uuid, 'channel', "
                    + "?::uuid, 'externalId', gen_random_uuid(), 'phone', ?::text, 'type', 'text', 'content', 'hello')), now())";

    final Connection connection;
    final UUID institution;
    final UUID sales;
    final UUID support;
    final UUID salesChannel;
    private final UUID supportChannel;
    private final UUID triageChannel;

    Office() throws SQLException {
        connection = DATABASE.connect();
        institution =
                id("select found_institution('{\"name\": \"Office\", \"departments\": [\"Sales\", \"Support\"]}')");
        sales = id("select id from department where institution_id = ? and name = 'Sales'", institution);
        support = id("select id from department where institution_id = ? and name = 'Support'", institution);
        salesChannel = channel(sales);
        supportChannel = channel(support);
        triageChannel = channel(null);
    }

    private UUID channel(UUID department) throws SQLException {
        return id(
                "insert into channel (institution_id, name, type, department_id) values (?, 'web', 'WEBCHAT', ?) returning id",
                institution,
                department);
    }

    /** A new agent, a member of these departments. */
    UUID agent(String name, String role, UUID... departments) throws SQLException {
        UUID agent = id(
                "insert into agent (institution_id, name, email, role) values (?, ?, gen_random_uuid() || '@x', ?) returning id",
                institution,
                name,
                role);
        for (UUID department : departments)
            id("insert into membership values (?, ?, ?) returning agent_id", institution, department, agent);
        return agent;
    }

    /** A conversation of a contact with this phone in a department (null: triage), as intake makes it. */
    UUID conversation(UUID department, String phone) throws SQLException {
        UUID channel = department == null ? triageChannel : department.equals(sales) ? salesChannel : supportChannel;
        return id(INBOUND, institution, channel, phone);
    }

    UUID heldBy(UUID agent, UUID department, String phone) throws SQLException {
        UUID conversation = conversation(department, phone);
        return id(
                "update conversation c set status = 'OPEN', assigned_to = a.id, assignee_name = a.name,"
                        + " version = version + 1 from agent a"
                        + " where c.id = ? and a.id = ? returning c.id",
                conversation,
                agent);
    }

    void close(UUID conversation) throws SQLException {
        id(
                "update conversation set status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = last_seq,"
                        + " waiting_since = null, version = version + 1 where id = ? returning id",
                conversation);
    }

    /** What the change answers: the refusal, or null. */
    String change(UUID agent, String change) throws SQLException {
        return text(
                "select refused from change_agent(?, ?, ?::json, '{\"type\": \"SYSTEM\", \"id\": null, \"name\": \"System\"}', now())",
                institution,
                agent,
                change);
    }

    String changeContact(UUID contact, String change) throws SQLException {
        return text("select refused from change_contact(?, ?, ?::jsonb, now())", institution, contact, change);
    }

    /** What the change answers: the refusal, or null. */
    String changeDepartment(UUID department, String change) throws SQLException {
        return text("select refused from change_department(?, ?, ?::jsonb, now())", institution, department, change);
    }

    /** What the change answers: the refusal, or null. */
    String changeChannel(UUID channel, String change) throws SQLException {
        return text("select refused from change_channel(?, ?, ?::jsonb, now())", institution, channel, change);
    }

    UUID newDepartment(String name) throws SQLException {
        return id(
                "select data ->> 'id' from create_department(?, jsonb_build_object('name', ?::text), now())",
                institution,
                name);
    }

    /** Asks on a connection of its own: the first column of the first row, "nothing", or what the database has against it. */
    static CompletableFuture<String> elsewhere(String sql, Object... parameters) {
        return CompletableFuture.supplyAsync(() -> asked(sql, parameters));
    }

    private static String asked(String sql, Object... parameters) {
        try (Connection connection = DATABASE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            ResultSet result = statement.executeQuery();
            return result.next() ? result.getString(1) : "nothing";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    /** Until a statement with these words waits for a lock. */
    static void awaitWaiting(String words) throws SQLException {
        try (Connection connection = DATABASE.connect();
                var waiting =
                        connection.prepareStatement("select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and query like '%" + words + "%'")) {
            Awaitility.await().until(() -> waiting.executeQuery().next());
        }
    }

    UUID contact(String phone) throws SQLException {
        return id("select id from contact where institution_id = ? and phone = ?", institution, phone);
    }

    /** The events of a feed after a position, each as {@code type subject ended}, absent what is not set. */
    List<String> events(UUID feed, long after) throws SQLException {
        return texts(
                "select concat_ws(' ', type, (select name from agent where id = subject_agent), case when access_ended then 'ended' end)"
                        + " from feed_event where feed_id = ? and seq > ? order by seq",
                feed,
                after);
    }

    long seq(UUID feed) throws SQLException {
        return Long.parseLong(text("select seq from feed where id = ?", feed));
    }

    UUID id(String sql, Object... parameters) throws SQLException {
        return UUID.fromString(text(sql, parameters));
    }

    String text(String sql, Object... parameters) throws SQLException {
        return texts(sql, parameters).get(0);
    }

    List<String> texts(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            List<String> rows = new ArrayList<>();
            ResultSet result = statement.executeQuery();
            while (result.next()) rows.add(result.getString(1));
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
