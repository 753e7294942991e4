package dev.prosa.intake;

import dev.prosa.platform.LogFields;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
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

/** Takes a batch in one call, which is one transaction; {@code take_inbound.sql} says what it does and why. */
@Singleton
final class IntakeStore {

    private static final Logger LOG = Logger.getLogger(IntakeStore.class);
    private static final String TAKE =
            "select n, message_id, conversation_id, seq, duplicate from take_inbound($1::text::json, $2)";

    private final Pool pool;
    private final Clock clock;
    private final IntakeConfig config;
    private final BatchCall<InboundMessage, Receipt> batches =
            new BatchCall<>(this::call, IntakeStore::isSeenNextTime, IntakeStore::bad);

    IntakeStore(Pool pool, Clock clock, IntakeConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    /** The outcomes in the order of the batch; a failure means that nothing is known of any item. */
    Uni<List<Outcome<Receipt>>> take(List<InboundMessage> batch) {
        return batches.of(batch);
    }

    private Uni<List<Outcome<Receipt>>> call(List<InboundMessage> batch) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(json(batch), OffsetDateTime.now(clock)))
                .ifNoItem()
                .after(config.patience())
                .failWith(() -> Problem.UNAVAILABLE.refused("The database takes too long"))
                .map(rows -> outcomes(rows, batch.size()));
    }

    /** A message that came in on another node or another lane at this instant: seen as a duplicate the next time. */
    private static boolean isSeenNextTime(List<InboundMessage> batch, PgException failure) {
        return "inbound_id_unique".equals(failure.getConstraint());
    }

    /** Class 22: what was sent. Class 23: our own fault, so its sender is to try again, and somebody to look. */
    private static Outcome<Receipt> bad(InboundMessage message, PgException failure) {
        LogFields.of("channel", message.channel()).log(() -> notTaken(failure));
        return Outcome.refused(
                failure.getSqlState().startsWith("22")
                        ? Refused.field("content", "cannot be stored")
                        : Problem.INTERNAL_ERROR.refused("The message could not be stored"));
    }

    private static void notTaken(PgException why) {
        LOG.errorf("A message was not taken: sqlState=%s constraint=%s", why.getSqlState(), why.getConstraint());
    }

    private static List<Outcome<Receipt>> outcomes(RowSet<Row> rows, int size) {
        List<Outcome<Receipt>> outcomes = new ArrayList<>(Collections.nCopies(size, Outcome.unknownChannel()));
        for (Row row : rows) outcomes.set(row.getInteger("n") - 1, Outcome.taken(receipt(row)));
        return outcomes;
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
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
                .put("content", message.content().text())
                .put("mediaUrl", message.content().mediaUrl())
                .put("fileName", message.content().fileName())
                .put("mimeType", message.content().mimeType())
                .put("fileSize", message.content().fileSize())
                .put("cardPhone", message.content().cardPhone())
                .put("cardEmail", message.content().cardEmail())
                .put("cardOrganization", message.content().cardOrganization())
                .put(
                        "sentAt",
                        message.sentAt() == null ? null : message.sentAt().toString());
    }
}
