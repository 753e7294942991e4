package dev.prosa.batching;

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

/** Finds the channels that items come by. */
@Singleton
public final class ChannelLookup {

    private static final String CHANNEL =
            """
            select c.id from channel c
            where c.institution_id = $1 and c.deleted_at is null and ($2::uuid is null or c.id = $2)
            order by c.created_at, c.id limit 1""";

    private static final String INSTITUTIONS =
            "select id, institution_id from channel where id = any ($1::uuid[]) and deleted_at is null";

    private final Pool pool;

    ChannelLookup(Pool pool) {
        this.pool = pool;
    }

    /**
     * The channel, or null if there is none.
     *
     * @param wanted null for the oldest channel
     */
    public Uni<UUID> find(UUID institution, UUID wanted) {
        return pool.preparedQuery(CHANNEL)
                .execute(Tuple.of(institution, wanted))
                .map(ChannelLookup::first);
    }

    /** The institution of each channel, over the whole installation; unknown channels are left out. */
    public Uni<Map<UUID, UUID>> institutionsOf(Set<UUID> channels) {
        if (channels.isEmpty()) return Uni.createFrom().item(Map.of());
        return pool.preparedQuery(INSTITUTIONS)
                .execute(Tuple.of(channels.toArray(UUID[]::new)))
                .map(ChannelLookup::byChannel);
    }

    private static Map<UUID, UUID> byChannel(RowSet<Row> rows) {
        Map<UUID, UUID> institutions = new HashMap<>();
        for (Row row : rows) institutions.put(row.getUUID("id"), row.getUUID("institution_id"));
        return institutions;
    }

    /** The results of a request without a readable item: none if the channel exists, else the request is refused. */
    public <R> Uni<List<ItemResult<R>>> noResults(UUID institution, UUID channel) {
        return find(institution, channel)
                .onItem()
                .ifNull()
                .failWith(ItemResult.UNKNOWN_CHANNEL)
                .replaceWith(List.of());
    }

    private static UUID first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getUUID("id");
    }
}
