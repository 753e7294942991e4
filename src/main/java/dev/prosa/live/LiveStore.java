package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.feed.FeedPosition;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads from the database who may watch what at this moment. */
@Singleton
final class LiveStore {

    /** The viewers of {@code c (institution_id, id)} that have access now, and by whose memberships they see. */
    private static final String ACTIVE_VIEWER =
            """
            cross join lateral (
                select case when a.role = 'AGENT' then a.id end as sees_as
                from agent a
                where a.institution_id = c.institution_id and a.id = c.id and a.active
                union all
                select null::uuid
                from api_key k
                where k.institution_id = c.institution_id and k.id = c.id and k.revoked_at is null
                  and (k.expires_at is null or k.expires_at > now()) and 'conversations.read' = any (k.permissions)
            ) viewer
            """;

    private static final String ACCESS =
            """
            select f.epoch, f.seq, coalesce(
                (select min(e.seq) from feed_event e where e.institution_id = f.institution_id and e.feed_id = f.id),
                f.seq + 1) as oldest
            from (values ($1::uuid, $2::uuid)) c (institution_id, id)
            """
                    + ACTIVE_VIEWER
                    + """
            join feed f on f.institution_id = c.institution_id and f.id = $3
            where can_view(f.institution_id, viewer.sees_as, f.department_id)
              and (f.department_id is null or exists (
                  select from department d
                  where d.institution_id = f.institution_id and d.id = f.department_id and d.deleted_at is null))
            """;

    /** Answers the departments only where their hash is not the known one. */
    private static final String VISIBLE_DEPARTMENTS =
            """
            select c.institution_id, c.id, md5(s.departments) as hash,
                case when md5(s.departments) <> c.known then s.departments end as departments
            from unnest($1::uuid[], $2::uuid[], $3::text[]) c (institution_id, id, known)
            """
                    + ACTIVE_VIEWER
                    + """
            cross join lateral (
                select coalesce(array_to_json(array_agg(row (d.id, d.name)::person_shape order by d.name, d.id)), '[]')::text
                from department d
                where d.institution_id = c.institution_id and d.deleted_at is null
                  and can_view(c.institution_id, viewer.sees_as, d.id)
            ) s (departments)
            """;

    private final Pool pool;

    LiveStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The caller's access to this feed, and the feed's head in the same snapshot; refused with NOT_FOUND without
     * access.
     */
    Uni<FeedAccess> access(Caller caller, FeedId feed) {
        Tuple parameters = Tuple.of(caller.institution(), caller.id(), feed.id());
        return pool.preparedQuery(ACCESS).execute(parameters).map(LiveStore::access);
    }

    private static FeedAccess access(RowSet<Row> rows) {
        if (rows.size() == 0) throw Problem.NOT_FOUND.refused("No such department");
        Row row = rows.iterator().next();
        return new FeedAccess(new FeedPosition(row.getUUID("epoch"), row.getLong("seq")), row.getLong("oldest"));
    }

    /**
     * What each viewer sees, with the departments if the hash is not the known one; viewers without access are left
     * out.
     */
    Uni<Map<Viewer, VisibleDepartments>> visibleDepartments(Map<Viewer, String> known) {
        List<Viewer> viewers = List.copyOf(known.keySet());
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(viewers.stream().map(Viewer::institution).toArray(UUID[]::new))
                .addArrayOfUUID(viewers.stream().map(Viewer::id).toArray(UUID[]::new))
                .addArrayOfString(viewers.stream().map(known::get).toArray(String[]::new));
        return pool.preparedQuery(VISIBLE_DEPARTMENTS).execute(parameters).map(LiveStore::visibleDepartments);
    }

    private static Map<Viewer, VisibleDepartments> visibleDepartments(RowSet<Row> rows) {
        Map<Viewer, VisibleDepartments> visible = new HashMap<>();
        for (Row row : rows) {
            Viewer viewer = new Viewer(row.getUUID("institution_id"), row.getUUID("id"));
            visible.put(viewer, new VisibleDepartments(row.getString("hash"), row.getString("departments")));
        }
        return visible;
    }
}
