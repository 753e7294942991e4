package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPosition;
import dev.prosa.live.ServerFrames.Department;
import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who may watch what, as the database knows it at this moment. */
@Singleton
final class LiveStore {

    private static final String RIGHT =
            """
            select f.epoch, f.seq, coalesce(
                (select min(e.seq) from feed_event e where e.institution_id = f.institution_id and e.feed_id = f.id),
                f.seq + 1) as oldest
            from feed f
            where f.institution_id = $1 and f.id = $2
              and (f.department_id is null or exists (
                  select from department d
                  where d.institution_id = f.institution_id and d.id = f.department_id and d.deleted_at is null))
              and (exists (
                  select from agent a
                  where a.institution_id = $1 and a.id = $3 and a.active
                    and sees($1, case when a.role = 'AGENT' then a.id end, f.department_id))
                or exists (
                  select from api_key k
                  where k.institution_id = $1 and k.id = $3 and k.revoked_at is null
                    and (k.expires_at is null or k.expires_at > now()) and 'conversations.read' = any (k.permissions)))
            """;

    private static final String DEPARTMENTS =
            """
            select d.id, d.name from department d
            where d.institution_id = $1 and d.deleted_at is null
              and sees($1, (select a.id from agent a
                            where a.institution_id = $1 and a.id = $2 and a.role = 'AGENT'), d.id)
            order by d.name, d.id
            """;

    /** A sight is what one sees, as a hash; null for one who has lost all access. */
    private static final String SIGHTS =
            """
            select c.institution_id, c.id,
                (select md5(coalesce(string_agg(d.id || d.name, ' ' order by d.id), '')) from department d
                 where d.institution_id = c.institution_id and d.deleted_at is null
                   and sees(c.institution_id, case when a.role = 'AGENT' then a.id end, d.id)) as sight
            from unnest($1::uuid[], $2::uuid[]) c (institution_id, id)
            left join agent a on a.institution_id = c.institution_id and a.id = c.id and a.active
            left join api_key k on k.institution_id = c.institution_id and k.id = c.id and k.revoked_at is null
                and (k.expires_at is null or k.expires_at > now()) and 'conversations.read' = any (k.permissions)
            where a.id is not null or k.id is not null
            """;

    private final Pool pool;

    LiveStore(Pool pool) {
        this.pool = pool;
    }

    /** The caller's right to this feed and the feed's head, in one snapshot; refused with NOT_FOUND without one. */
    Uni<Right> right(Caller caller, FeedId feed) {
        Tuple parameters = Tuple.of(caller.institution(), feed.id(), caller.id());
        return pool.preparedQuery(RIGHT).execute(parameters).map(LiveStore::right);
    }

    private static Right right(RowSet<Row> rows) {
        if (rows.size() == 0) throw Problem.NOT_FOUND.refused("No such department");
        Row row = rows.iterator().next();
        return new Right(new FeedPosition(row.getUUID("epoch"), row.getLong("seq")), row.getLong("oldest"));
    }

    /** The departments this caller sees, by name. */
    Uni<List<Department>> departments(Caller caller) {
        Tuple parameters = Tuple.of(caller.institution(), caller.id());
        return pool.preparedQuery(DEPARTMENTS).execute(parameters).map(LiveStore::departments);
    }

    private static List<Department> departments(RowSet<Row> rows) {
        List<Department> departments = new ArrayList<>();
        rows.forEach(row -> departments.add(new Department(row.getUUID("id"), row.getString("name"))));
        return departments;
    }

    /** Whose sight this is. */
    record Viewer(UUID institution, UUID id) {
        static Viewer of(Caller caller) {
            return new Viewer(caller.institution(), caller.id());
        }
    }

    /** What each of these sees, as a value that changes when it does; who lost all access is left out. */
    Uni<Map<Viewer, String>> sights(Collection<Viewer> viewers) {
        UUID[] institutions = viewers.stream().map(Viewer::institution).toArray(UUID[]::new);
        UUID[] ids = viewers.stream().map(Viewer::id).toArray(UUID[]::new);
        Tuple parameters = Tuple.tuple().addArrayOfUUID(institutions).addArrayOfUUID(ids);
        return pool.preparedQuery(SIGHTS).execute(parameters).map(LiveStore::sights);
    }

    private static Map<Viewer, String> sights(RowSet<Row> rows) {
        Map<Viewer, String> sights = new HashMap<>();
        for (Row row : rows) {
            sights.put(new Viewer(row.getUUID("institution_id"), row.getUUID("id")), row.getString("sight"));
        }
        return sights;
    }
}
