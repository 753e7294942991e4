package dev.prosa.access;

import dev.prosa.directory.PasswordHash;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Rows for tests: institutions with people in them. */
@Singleton
public class TestAgents {

    public static final String PASSWORD = "correct horse battery staple";

    private final Pool pool;
    private final String hash;

    public record Someone(UUID institution, UUID id, String email) {}

    TestAgents(Pool pool, PasswordHash passwords) {
        this.pool = pool;
        this.hash = passwords.hash(PASSWORD).await().atMost(Duration.ofSeconds(10));
    }

    public UUID institution() {
        return execute("insert into institution (name) values ('Test') returning id")
                .iterator()
                .next()
                .getUUID(0);
    }

    public Someone agent(UUID institution, String role) {
        String email = "Someone." + UUID.randomUUID() + "@Example.org";
        UUID id = execute(
                        "insert into agent (institution_id, name, email, password_hash, role)"
                                + " values ($1, 'Someone', $2, $3, $4) returning id",
                        institution,
                        email,
                        hash,
                        role)
                .iterator()
                .next()
                .getUUID(0);
        return new Someone(institution, id, email);
    }

    public UUID department(Someone member, String name) {
        UUID id = execute(
                        "insert into department (institution_id, name) values ($1, $2) returning id",
                        member.institution(),
                        name)
                .iterator()
                .next()
                .getUUID(0);
        execute(
                "insert into membership (institution_id, agent_id, department_id) values ($1, $2, $3)",
                member.institution(),
                member.id(),
                id);
        return id;
    }

    public RowSet<Row> execute(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(Duration.ofSeconds(10));
    }
}
