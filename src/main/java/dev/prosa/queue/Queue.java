package dev.prosa.queue;

import dev.prosa.directory.Caller;
import dev.prosa.http.Cursor;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The queue: conversations by keyset, a page and the position of its feed read at one moment. All pages of one walk carry
 * the position of the first, so that whoever applies the events after it misses none.
 */
@Singleton
final class Queue {

    /** The values of a cursor: sort key, id, and the first page's feed position. */
    private static final int CURSOR_VALUES = 4;

    private static final String COUNTS = "select queue_counts($1, $2, $3)::text as json";

    private final Pool pool;

    Queue(Pool pool) {
        this.pool = pool;
    }

    /** A page asked for by its number is counted, too: all that the same filter finds. */
    Uni<QueuePage> page(QueueQuery query) {
        return query.page().isNumbered() ? count(query).chain(total -> page(query, total)) : page(query, null);
    }

    /** How full the queues are that the caller may see, and which conversations are its own. */
    Uni<JsonText> counts(Caller caller) {
        Tuple viewer = Tuple.of(caller.institution(), caller.viewerScope(), caller.isAgent() ? caller.id() : null);
        return pool.preparedQuery(COUNTS)
                .execute(viewer)
                .map(rows -> new JsonText(rows.iterator().next().getString("json")));
    }

    private Uni<Long> count(QueueQuery query) {
        QueueSql sql = new QueueSql(query);
        return pool.preparedQuery(sql.count())
                .execute(sql.parameters())
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private Uni<QueuePage> page(QueueQuery query, Long total) {
        String text = query.page().cursor();
        Cursor cursor = text == null ? null : Cursor.read(text, query.fingerprint(), CURSOR_VALUES);
        QueueSql sql = new QueueSql(query);
        if (cursor != null) sql.after(sortKey(query, cursor), cursor.uuid(1));
        return pool.preparedQuery(sql.page()).execute(sql.parameters()).map(rows -> page(query, cursor, rows, total));
    }

    /** Anybody can make up a cursor: what PostgreSQL could not read is none. */
    private static String sortKey(QueueQuery query, Cursor cursor) {
        Instant key = cursor.instant(0);
        int year = key == null ? 1 : key.atOffset(ZoneOffset.UTC).getYear();
        boolean ofOneFeed = cursor.number(2) == null || query.hasOneDepartment();
        if (year < 1 || year > 9999 || cursor.uuid(1) == null || !ofOneFeed) {
            throw Refused.field("cursor", "is no cursor of this query");
        }
        return key == null ? null : key.toString();
    }

    private static QueuePage page(QueueQuery query, Cursor cursor, RowSet<Row> rows, Long total) {
        QueueFeedPosition feed =
                cursor == null ? positionOf(query, rows.iterator().next()) : positionOf(query, cursor);
        List<Row> found = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .toList();
        ListPage<JsonText> page = ListPage.of(found, query.page(), total, last -> cursorAfter(query, last, feed))
                .map(row -> new JsonText(row.getString("json")));
        return new QueuePage(page.data(), page.pagination(), feed);
    }

    private static QueueFeedPosition positionOf(QueueQuery query, Row row) {
        Long seq = row.getLong("feed_seq");
        return seq == null ? null : position(query, seq, row.getUUID("epoch").toString());
    }

    private static QueueFeedPosition positionOf(QueueQuery query, Cursor cursor) {
        Long seq = cursor.number(2);
        return seq == null ? null : position(query, seq, cursor.value(3));
    }

    private static QueueFeedPosition position(QueueQuery query, long seq, String epoch) {
        return new QueueFeedPosition(
                query.triage() ? "triage" : query.department().toString(), seq, epoch);
    }

    private static Cursor cursorAfter(QueueQuery query, Row last, QueueFeedPosition feed) {
        return Cursor.of(
                query.fingerprint(),
                last.getString("sort_key"),
                last.getUUID("id").toString(),
                feed == null ? null : String.valueOf(feed.seq()),
                feed == null ? null : feed.epoch());
    }
}
