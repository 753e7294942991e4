package dev.prosa.delivery;

import dev.prosa.batching.BatchCall;
import dev.prosa.batching.BatchingConfig;
import dev.prosa.batching.ItemResult;
import dev.prosa.conversation.model.MessageStatus;
import dev.prosa.database.SqlErrors;
import dev.prosa.observability.LogFields;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Stores a batch of delivery reports by one call of the SQL function {@code take_reports}, which says how and why. */
@Singleton
final class ReportStore {

    private static final Logger LOG = Logger.getLogger(ReportStore.class);
    private static final String TAKE =
            "select n, message_id, external_id, status, problem from take_reports($1::text::json, $2)";
    private static final Set<String> EXTERNAL_IDS = Set.of("outbound_id_unique", "outbound_id_one_per_message");

    private final Pool pool;
    private final Clock clock;
    private final BatchCall<DeliveryReport, DeliveryState> call;

    ReportStore(Pool pool, Clock clock, BatchingConfig config) {
        this.pool = pool;
        this.clock = clock;
        call = new BatchCall<>(
                this::call, config.batchTimeout(), ReportStore::isConcurrentDuplicate, ReportStore::rejected);
    }

    /** The results in the order of the batch. After a failure nothing is known of any item. */
    Uni<List<ItemResult<DeliveryState>>> store(List<DeliveryReport> batch) {
        return call.execute(batch);
    }

    private Uni<List<ItemResult<DeliveryState>>> call(List<DeliveryReport> batch) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(json(batch), OffsetDateTime.now(clock)))
                .map(rows -> results(rows, batch.size()));
    }

    /** Reports of one batch may contradict each other; a single report collided with a concurrent transaction. */
    private static boolean isConcurrentDuplicate(List<DeliveryReport> batch, PgException failure) {
        return batch.size() == 1 && EXTERNAL_IDS.contains(String.valueOf(failure.getConstraint()));
    }

    /** A broken constraint is an error of Prosa: the sender may try again, and the log says what broke. */
    private static ItemResult<DeliveryState> rejected(DeliveryReport report, PgException failure) {
        LogFields.of("channel", report.channel()).log(() -> logRejected(failure));
        return ItemResult.rejected(
                SqlErrors.isInvalidData(failure)
                        ? Refused.field("body", "cannot be stored")
                        : Problem.INTERNAL_ERROR.refused("The report could not be stored"));
    }

    private static void logRejected(PgException why) {
        LOG.errorf("A report was not taken: sqlState=%s constraint=%s", why.getSqlState(), why.getConstraint());
    }

    private static List<ItemResult<DeliveryState>> results(RowSet<Row> rows, int size) {
        List<ItemResult<DeliveryState>> results = new ArrayList<>(Collections.nCopies(size, null));
        for (Row row : rows) results.set(row.getInteger("n") - 1, result(row));
        return results;
    }

    private static ItemResult<DeliveryState> result(Row row) {
        String problem = row.getString("problem");
        return problem == null ? ItemResult.accepted(state(row)) : ItemResult.rejected(reason(problem));
    }

    private static Refused reason(String problem) {
        return switch (problem) {
            case "CHANNEL" -> ItemResult.UNKNOWN_CHANNEL;
            case "MESSAGE" -> Problem.NOT_FOUND.refused("No such message went out by this channel");
            default ->
                Problem.ALREADY_EXISTS.refused("The external id is another message's, or the message has another one");
        };
    }

    private static DeliveryState state(Row row) {
        return new DeliveryState(
                row.getUUID("message_id"),
                row.getString("external_id"),
                MessageStatus.valueOf(row.getString("status")));
    }

    private static String json(List<DeliveryReport> batch) {
        JsonArray items = new JsonArray();
        batch.forEach(report -> items.add(item(report)));
        return items.encode();
    }

    private static JsonObject item(DeliveryReport report) {
        return new JsonObject()
                .put("institution", report.institution().toString())
                .put("channel", report.channel().toString())
                .put(
                        "messageId",
                        report.messageId() == null ? null : report.messageId().toString())
                .put("externalId", report.externalId())
                .put("status", report.status().name())
                .put("at", report.at().toString())
                .put("errorCode", report.errorCode())
                .put("errorMessage", report.errorMessage());
    }
}
