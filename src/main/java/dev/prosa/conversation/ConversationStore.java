package dev.prosa.conversation;

import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads what the caller may see of one conversation; what it may not see is not there. */
@Singleton
public final class ConversationStore {

    private static final String SEEN =
            """
            from conversation c
            where c.institution_id = $1 and c.id = $3 and can_view(c.institution_id, $2, c.department_id)""";

    private static final String ONE = "select conversation_json(c)::text as json, c.version " + SEEN;

    private static final String MESSAGES =
            """
            select c.id, m.seq, m.json
            from (select c.institution_id, c.id %s and ($6::uuid is null or c.channel_id = $6)) c
            left join lateral (
                select m.seq, message_json(m)::text as json from message m
                where m.institution_id = c.institution_id and m.conversation_id = c.id and m.seq %s $4
                order by m.seq %s limit $5) m on true
            order by m.seq desc""";

    private static final String BEFORE = MESSAGES.formatted(SEEN, "<", "desc");
    private static final String AFTER = MESSAGES.formatted(SEEN, ">", "asc");

    private static final String HISTORY =
            """
            select c.id, h.id as entry, h.json
            from (select c.institution_id, c.id %s) c
            left join lateral (
                select h.id, history_json(h)::text as json from conversation_history h
                where h.institution_id = c.institution_id and h.conversation_id = c.id
                  and ($4::uuid is null or h.id < $4)
                order by h.id desc limit $5) h on true
            order by h.id desc"""
                    .formatted(SEEN);

    private final Pool pool;

    ConversationStore(Pool pool) {
        this.pool = pool;
    }

    /** A conversation and the version it was read at. */
    public record Versioned(JsonText json, long version) {}

    /** A row of a list and the key that orders it. */
    record Entry<K>(K key, JsonText json) {}

    public Uni<Versioned> find(Caller caller, UUID id) {
        return query(ONE, of(caller, id))
                .map(rows -> rows.iterator().next())
                .map(row -> new Versioned(new JsonText(row.getString("json")), row.getLong("version")));
    }

    /**
     * Those with a lower seq, newest first.
     *
     * @param channel where the conversation must be, or null
     */
    Uni<List<Entry<Long>>> messagesBefore(Caller caller, UUID channel, UUID id, long seq, int limit) {
        return query(BEFORE, of(caller, id).addLong(seq).addInteger(limit).addUUID(channel))
                .map(rows -> entries(rows, "seq", Long.class));
    }

    /** The ones just above, newest first. */
    Uni<List<Entry<Long>>> messagesAfter(Caller caller, UUID channel, UUID id, long seq, int limit) {
        return query(AFTER, of(caller, id).addLong(seq).addInteger(limit).addUUID(channel))
                .map(rows -> entries(rows, "seq", Long.class));
    }

    /** @param before the entry after which to go on, or null to begin with the newest */
    Uni<List<Entry<UUID>>> history(Caller caller, UUID id, UUID before, int limit) {
        return query(HISTORY, of(caller, id).addUUID(before).addInteger(limit))
                .map(rows -> entries(rows, "entry", UUID.class));
    }

    private static Tuple of(Caller caller, UUID id) {
        return Tuple.of(caller.institution(), caller.viewerScope(), id);
    }

    /** No row at all: the conversation is not there for this caller. */
    private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onItem()
                .transform(rows -> rows.size() == 0 ? null : rows)
                .onItem()
                .ifNull()
                .failWith(Problem.NOT_FOUND::refused);
    }

    private static <K> List<Entry<K>> entries(RowSet<Row> rows, String key, Class<K> type) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("json") != null)
                .map(row -> new Entry<>(row.get(type, key), new JsonText(row.getString("json"))))
                .toList();
    }
}
