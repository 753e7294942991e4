package dev.prosa.feed;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Ordered reads of feeds. */
@Singleton
public final class FeedStore {

    private static final String PAGE =
            """
            select f.epoch, f.seq as head, e.seq, e.type, e.at, e.subject_agent, e.access_ended, e.bytes, e.payload
            from feed f left join lateral (
                select c.*, sum(c.bytes) over (order by c.seq) as total
                from (select seq, type, at, subject_agent, access_ended, octet_length(payload) as bytes, payload
                      from feed_event where institution_id = $1 and feed_id = $2 and seq > $3
                      order by seq limit $4) c
            ) e on e.total <= $5 or e.total = e.bytes
            where f.institution_id = $1 and f.id = $2
            order by e.seq
            """;

    private static final String HEADS =
            """
            select f.institution_id, f.id, f.epoch, f.seq
            from unnest($1::uuid[], $2::uuid[]) k (institution_id, id) join feed f using (institution_id, id)
            """;

    private final Pool pool;

    public FeedStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The first events after {@code seq}: at most {@code maxEvents}, and at most {@code maxBytes} together unless it is
     * one. Refused with NOT_FOUND if there is no such feed.
     */
    public Uni<FeedPage> after(FeedId feed, long seq, int maxEvents, int maxBytes) {
        Tuple parameters = Tuple.from(List.of(feed.institution(), feed.id(), seq, (long) maxEvents, (long) maxBytes));
        return pool.preparedQuery(PAGE).execute(parameters).map(FeedStore::page);
    }

    /** The head of each of these feeds; a feed that does not exist is left out. */
    Uni<Map<FeedId, FeedPosition>> heads(Collection<FeedId> feeds) {
        UUID[] institutions = feeds.stream().map(FeedId::institution).toArray(UUID[]::new);
        UUID[] ids = feeds.stream().map(FeedId::id).toArray(UUID[]::new);
        Tuple parameters = Tuple.tuple().addArrayOfUUID(institutions).addArrayOfUUID(ids);
        return pool.preparedQuery(HEADS).execute(parameters).map(FeedStore::positions);
    }

    private static FeedPage page(RowSet<Row> rows) {
        if (rows.size() == 0) throw Problem.NOT_FOUND.refused("No such department");
        Row first = rows.iterator().next();
        FeedPosition head = new FeedPosition(first.getUUID("epoch"), first.getLong("head"));
        List<FeedEvent> events = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("seq") != null)
                .map(FeedStore::event)
                .toList();
        return new FeedPage(head, events);
    }

    private static FeedEvent event(Row row) {
        return new FeedEvent(
                row.getLong("seq"),
                row.getString("type"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("subject_agent"),
                row.getBoolean("access_ended"),
                row.getInteger("bytes"),
                row.getString("payload"));
    }

    private static Map<FeedId, FeedPosition> positions(RowSet<Row> rows) {
        Map<FeedId, FeedPosition> positions = new HashMap<>();
        for (Row row : rows) {
            FeedId feed = new FeedId(row.getUUID("institution_id"), row.getUUID("id"));
            positions.put(feed, new FeedPosition(row.getUUID("epoch"), row.getLong("seq")));
        }
        return positions;
    }
}
