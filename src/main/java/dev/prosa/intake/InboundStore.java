package dev.prosa.intake;

import dev.prosa.batching.BatchCall;
import dev.prosa.batching.BatchingConfig;
import dev.prosa.batching.ItemResult;
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
import org.jboss.logging.Logger;

/** Stores a batch of messages by one call of the SQL function {@code take_inbound}, which says how and why. */
@Singleton
final class InboundStore {

    private static final Logger LOG = Logger.getLogger(InboundStore.class);
    private static final String TAKE =
            "select n, message_id, conversation_id, seq, duplicate from take_inbound($1::text::json, $2)";

    private final Pool pool;
    private final Clock clock;
    private final BatchCall<InboundMessage, InboundResult> call;

    InboundStore(Pool pool, Clock clock, BatchingConfig config) {
        this.pool = pool;
        this.clock = clock;
        call = new BatchCall<>(
                this::call, config.batchTimeout(), InboundStore::isConcurrentDuplicate, InboundStore::rejected);
    }

    /** The results in the order of the batch. After a failure nothing is known of any item. */
    Uni<List<ItemResult<InboundResult>>> store(List<InboundMessage> batch) {
        return call.execute(batch);
    }

    private Uni<List<ItemResult<InboundResult>>> call(List<InboundMessage> batch) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(json(batch), OffsetDateTime.now(clock)))
                .map(rows -> results(rows, batch.size()));
    }

    /** Another node or lane stored the same message at the same time: a repetition finds it as a duplicate. */
    private static boolean isConcurrentDuplicate(List<InboundMessage> batch, PgException failure) {
        return "inbound_id_unique".equals(failure.getConstraint());
    }

    /** A broken constraint is an error of Prosa: the sender may try again, and the log says what broke. */
    private static ItemResult<InboundResult> rejected(InboundMessage message, PgException failure) {
        LogFields.of("channel", message.channel()).log(() -> logRejected(failure));
        return ItemResult.rejected(
                SqlErrors.isInvalidData(failure)
                        ? Refused.field("content", "cannot be stored")
                        : Problem.INTERNAL_ERROR.refused("The message could not be stored"));
    }

    private static void logRejected(PgException why) {
        LOG.errorf("A message was not taken: sqlState=%s constraint=%s", why.getSqlState(), why.getConstraint());
    }

    /** The function leaves out items of unknown channels. */
    private static List<ItemResult<InboundResult>> results(RowSet<Row> rows, int size) {
        List<ItemResult<InboundResult>> results =
                new ArrayList<>(Collections.nCopies(size, ItemResult.rejected(ItemResult.UNKNOWN_CHANNEL)));
        for (Row row : rows) results.set(row.getInteger("n") - 1, ItemResult.accepted(result(row)));
        return results;
    }

    private static InboundResult result(Row row) {
        return new InboundResult(
                row.getUUID("message_id"),
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getBoolean("duplicate"));
    }

    private static String json(List<InboundMessage> batch) {
        JsonArray items = new JsonArray();
        batch.forEach(message -> items.add(item(message)));
        return items.encode();
    }

    private static JsonObject item(InboundMessage message) {
        return new JsonObject()
                .put("institution", message.institution().toString())
                .put("channel", message.channel().toString())
                .put("externalId", message.externalId())
                .put("phone", message.phone())
                .put("name", message.name())
                .put("type", message.content().type().wire())
                .put("content", new JsonObject(message.content().fields()))
                .put(
                        "sentAt",
                        message.sentAt() == null ? null : message.sentAt().toString());
    }
}
