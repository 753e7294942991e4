package dev.prosa.directory;

import dev.prosa.directory.AgentAccount.Named;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Active agents as they are at this moment, each with its departments, in one statement. */
@Singleton
public final class AgentAccountStore {

    private static final String ACTIVE =
            """
            select a.institution_id, i.name as institution_name, a.id, a.name, a.email, a.password_hash, a.password_changed_at,
                   a.role,
                   array_agg(d.id order by d.name, d.id) filter (where d.id is not null) as department_ids,
                   array_agg(d.name order by d.name, d.id) filter (where d.id is not null) as department_names
            from agent a
            join institution i on i.id = a.institution_id
            left join membership m on m.institution_id = a.institution_id and m.agent_id = a.id
            left join department d on d.institution_id = m.institution_id and d.id = m.department_id
                                  and d.deleted_at is null
            where a.active and a.deleted_at is null and %s
            group by i.id, a.institution_id, a.id""";
    private static final String BY_ID = ACTIVE.formatted("a.institution_id = $1 and a.id = $2");
    private static final String BY_EMAIL = ACTIVE.formatted("lower(a.email) = lower($1)");
    private static final String SET_PASSWORD =
            """
            update agent set password_hash = $4, updated_at = now()
            where institution_id = $1 and id = $2 and password_hash = $3 and active and deleted_at is null""";

    private final Pool pool;

    AgentAccountStore(Pool pool) {
        this.pool = pool;
    }

    /** Null if there is none or it is not active. */
    public Uni<AgentAccount> byId(UUID institution, UUID id) {
        return one(BY_ID, Tuple.of(institution, id));
    }

    /** Null if there is none or it is not active. */
    public Uni<AgentAccount> byEmail(String email) {
        return one(BY_EMAIL, Tuple.of(email));
    }

    /** False if the person has got another password since, or is not active any more. */
    public Uni<Boolean> setPassword(AgentAccount person, String hash) {
        return pool.preparedQuery(SET_PASSWORD)
                .execute(Tuple.of(person.institution(), person.id(), person.passwordHash(), hash))
                .map(rows -> rows.rowCount() > 0);
    }

    private Uni<AgentAccount> one(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(AgentAccountStore::first);
    }

    private static AgentAccount first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? person(rows.iterator().next()) : null;
    }

    private static AgentAccount person(Row row) {
        return new AgentAccount(
                row.getUUID("institution_id"),
                row.getString("institution_name"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("password_hash"),
                instant(row.getOffsetDateTime("password_changed_at")),
                Role.valueOf(row.getString("role")),
                departments(row.getArrayOfUUIDs("department_ids"), row.getArrayOfStrings("department_names")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static List<Named> departments(UUID[] ids, String[] names) {
        if (ids == null) return List.of();
        return IntStream.range(0, ids.length)
                .mapToObj(n -> new Named(ids[n], names[n]))
                .toList();
    }
}
