package dev.prosa.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Makes institutions, departments and agents by SQL, and appends to feeds as the service's transactions do. */
public final class FeedWriter implements AutoCloseable {

    private static final String APPEND =
            "select feed_append(?::uuid[], ?::uuid[], ?::text[], ?::text[], now(), ?::uuid[], ?::boolean[])";

    /** Of the events that it makes, which no document describes. */
    public static final String EVENT_TYPE = "test.event";

    private final Connection connection;

    public FeedWriter(Connection connection) {
        this.connection = connection;
    }

    public UUID institution() {
        return id("insert into institution (name) values ('Test') returning id");
    }

    public UUID department(UUID institution, String name) {
        return id("insert into department (institution_id, name) values (?, ?) returning id", institution, name);
    }

    public UUID agent(UUID institution, String role) {
        return id(
                "insert into agent (institution_id, name, email, role)"
                        + " values (?, 'Agent', uuidv7() || '@test', ?) returning id",
                institution,
                role);
    }

    public void join(UUID institution, UUID department, UUID agent) {
        run("insert into membership values (?, ?, ?)", institution, department, agent);
    }

    public void leave(UUID institution, UUID department, UUID agent) {
        run(
                "delete from membership where institution_id = ? and department_id = ? and agent_id = ?",
                institution,
                department,
                agent);
    }

    /** Appends that many events with this data in one transaction. */
    public void append(UUID institution, UUID feed, int count, String data) {
        append(institution, feed, Collections.nCopies(count, data), null, false);
    }

    public void append(UUID institution, UUID feed, List<String> data, UUID subject, boolean ended) {
        int n = data.size();
        run(
                APPEND,
                array("uuid", Collections.nCopies(n, institution)),
                array("uuid", Collections.nCopies(n, feed)),
                array("text", Collections.nCopies(n, EVENT_TYPE)),
                array("text", data),
                array("uuid", Collections.nCopies(n, subject)),
                array("bool", Collections.nCopies(n, ended)));
    }

    private Object array(String type, List<?> values) {
        try {
            return connection.createArrayOf(type, values.toArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the connections that listen, from the side of the database; waits until there was one. */
    public void killListeners() {
        String kill = "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = current_database() and application_name = 'prosa-listen'";
        await().until(() -> count(kill) > 0);
    }

    public long count(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on what is done is one transaction. */
    public void begin() {
        doing(() -> connection.setAutoCommit(false));
    }

    /** @throws IllegalStateException with the database's refusal: then nothing of it was done */
    public void commit() {
        try {
            doing(connection::commit);
        } finally {
            doing(() -> connection.setAutoCommit(true));
        }
    }

    private interface Doing {
        void now() throws SQLException;
    }

    private static void doing(Doing what) {
        try {
            what.now();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Long> longs(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<Long> values = new ArrayList<>();
            while (rows.next()) values.add(rows.getLong(1));
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String epoch(UUID feed) {
        return id("select epoch from feed where id = ?", feed).toString();
    }

    public UUID id(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, UUID.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
