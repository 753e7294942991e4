package dev.prosa.intake;

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
import java.util.Set;
import java.util.UUID;

/** Which channels there are to write to. */
@Singleton
public final class Channels {

    private static final String CHANNEL =
            """
            select c.id from channel c
            where c.institution_id = $1 and c.deleted_at is null and ($2::uuid is null or c.id = $2)
            order by c.created_at, c.id limit 1""";

    private static final String INSTITUTIONS =
            "select id, institution_id from channel where id = any ($1::uuid[]) and deleted_at is null";

    private final Pool pool;

    Channels(Pool pool) {
        this.pool = pool;
    }

    /** @param wanted null: the oldest one. The answer is null if there is none */
    Uni<UUID> find(UUID institution, UUID wanted) {
        return pool.preparedQuery(CHANNEL)
                .execute(Tuple.of(institution, wanted))
                .map(Channels::first);
    }

    /** Whose the channels are, by channel: over the whole installation; those that are not there are left out. */
    public Uni<Map<UUID, UUID>> institutionsOf(Set<UUID> wanted) {
        if (wanted.isEmpty()) return Uni.createFrom().item(Map.of());
        return pool.preparedQuery(INSTITUTIONS)
                .execute(Tuple.of(wanted.toArray(UUID[]::new)))
                .map(Channels::byChannel);
    }

    private static Map<UUID, UUID> byChannel(RowSet<Row> rows) {
        Map<UUID, UUID> institutions = new HashMap<>();
        for (Row row : rows) institutions.put(row.getUUID("id"), row.getUUID("institution_id"));
        return institutions;
    }

    /** What is answered where there is nothing to take: nothing, if the channel is there; else it is refused. */
    public <T> Uni<List<T>> nothingFor(UUID institution, UUID channel) {
        return find(institution, channel)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.NOT_FOUND.refused("No such channel"))
                .replaceWith(List.of());
    }

    private static UUID first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getUUID("id");
    }
}
