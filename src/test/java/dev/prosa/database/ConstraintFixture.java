package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.prosa.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.util.PSQLException;

/**
 * A test in a transaction of its own that is rolled back. In its SQL {@code :name} is an id: the rows of
 * {@code fixture.sql} have theirs, any other name gets a fresh one.
 */
abstract class ConstraintFixture {

    static final TestDatabase.Migrated DATABASE = TestDatabase.fresh();

    /** Ends Maria's conversation. */
    static final String CLOSE =
            "update conversation set status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = last_seq,"
                    + " waiting_since = null, version = version + 1 where id = :talk";

    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]\\w*)");
    private static final String FIXTURE = read("fixture.sql");

    private final Map<String, UUID> ids = new HashMap<>();
    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        connection = DATABASE.connect();
        connection.setAutoCommit(false);
        run(FIXTURE);
        run("set constraints all immediate; set constraints all deferred");
        ids.put("talk", UUID.fromString(value("select id from conversation where institution_id = :acme")));
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /** Runs the statement and holds it to be refused by exactly this constraint. */
    void refuses(String constraint, String sql) {
        assertThat(brokenBy(sql)).isEqualTo(constraint);
    }

    /** The constraint that the statement breaks, or what else the database has against it. */
    String brokenBy(String sql) {
        return constraintBrokenBy(() -> run(sql));
    }

    /** Runs the statement, which passes, and holds the commit to be refused by exactly this constraint. */
    void refusesAtCommit(String constraint, String sql) throws SQLException {
        run(sql);
        assertThat(constraintBrokenBy(connection::commit)).isEqualTo(constraint);
    }

    /** Runs the statement and what is deferred to the commit. */
    void accepts(String sql) throws SQLException {
        run(sql);
        run("set constraints all immediate");
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(withIds(sql));
        }
    }

    String value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(withIds(sql))) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The statement that stores a copy of a row with some of its columns changed: {@code 'name', value, …}. */
    String copy(String table, String where, String changes) throws SQLException {
        String columns = value(
                """
                select string_agg(attname, ', ' order by attnum) from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and attgenerated = '' and not attisdropped"""
                        .formatted(table));
        return """
                insert into %1$s (%2$s)
                select %2$s from (select (jsonb_populate_record(x, jsonb_build_object(%4$s))).* from %1$s x
                                  where %3$s limit 1) copied"""
                .formatted(table, columns, where, changes);
    }

    private String withIds(String sql) {
        return NAME.matcher(sql)
                .replaceAll(name -> "'" + ids.computeIfAbsent(name.group(1), any -> UUID.randomUUID()) + "'");
    }

    private static String constraintBrokenBy(ThrowingCallable work) {
        PSQLException refused = catchThrowableOfType(PSQLException.class, work);
        if (refused == null) return "nothing";
        String constraint = refused.getServerErrorMessage().getConstraint();
        return constraint != null ? constraint : refused.getMessage();
    }

    private static String read(String resource) {
        try (InputStream sql = ConstraintFixture.class.getResourceAsStream(resource)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
