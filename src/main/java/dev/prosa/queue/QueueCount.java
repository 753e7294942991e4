package dev.prosa.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Counts what nobody has taken, in all institutions at once. */
@Singleton
final class QueueCount {

    private static final String PENDING =
            """
            select c.institution_id, c.department_id, count(*) as conversations, min(c.waiting_since) as since,
                   count(*) over () as departments
            from conversation c where c.status = 'PENDING'
            group by c.institution_id, c.department_id
            order by since, conversations desc limit $1""";

    private final Pool pool;

    QueueCount(Pool pool) {
        this.pool = pool;
    }

    /**
     * Conversations that nobody has taken in one department.
     *
     * @param department null: triage
     * @param since when the contact who has waited longest began to; null if none waits for an answer
     * @param departments how many have any, whether they are in the list or not
     */
    record Waiting(UUID institution, UUID department, long conversations, Instant since, long departments) {}

    /** The departments with any, the longest wait first, at most so many of them. */
    Uni<List<Waiting>> longestWaiting(int most) {
        return pool.preparedQuery(PENDING).execute(Tuple.of((long) most)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(QueueCount::waiting)
                .toList());
    }

    private static Waiting waiting(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("since");
        return new Waiting(
                row.getUUID("institution_id"),
                row.getUUID("department_id"),
                row.getLong("conversations"),
                since == null ? null : since.toInstant(),
                row.getLong("departments"));
    }
}
