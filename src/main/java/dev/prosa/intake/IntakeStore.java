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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Takes a batch in one call, which is one transaction; what it is and why stands in {@code V5__intake.sql}. */
@Singleton
final class IntakeStore {

    private static final Logger LOG = Logger.getLogger(IntakeStore.class);
    private static final String TAKE =
            "select n, message_id, conversation_id, seq, duplicate from take_inbound($1::text::json, $2)";
    private static final String UNIQUE_VIOLATION = "23505";
    /** Deadlock and serialization failure: the same batch goes through when it is tried again. */
    private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001");

    private static final int ATTEMPTS = 5;

    private final Pool pool;
    private final Clock clock;
    private final IntakeConfig config;

    IntakeStore(Pool pool, Clock clock, IntakeConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    /** The outcomes in the order of the batch; a failure means that nothing is known of any item. */
    Uni<List<Outcome>> take(List<InboundMessage> batch) {
        return call(batch)
                .onFailure(IntakeStore::passes)
                .retry()
                .atMost(ATTEMPTS)
                .onFailure(IntakeStore::isOfTheData)
                .recoverWithUni(failure -> isolate(batch, failure));
    }

    private Uni<List<Outcome>> call(List<InboundMessage> batch) {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(TAKE).execute(Tuple.of(json(batch), OffsetDateTime.now(clock))))
                .ifNoItem()
                .after(config.patience())
                .failWith(() -> Problem.UNAVAILABLE.refused("The database takes too long"))
                .map(rows -> outcomes(rows, batch.size()));
    }

    /** A message that came in on another node or another lane at this instant: seen as a duplicate the next time. */
    private static boolean passes(Throwable failure) {
        return failure instanceof PgException pg
                && (TRY_AGAIN.contains(pg.getSqlState())
                        || UNIQUE_VIOLATION.equals(pg.getSqlState()) && "inbound_id_unique".equals(pg.getConstraint()));
    }

    /** Classes 22 (data) and 23 (integrity): some item of the batch, not the database. */
    private static boolean isOfTheData(Throwable failure) {
        return failure instanceof PgException pg
                && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"));
    }

    private Uni<List<Outcome>> isolate(List<InboundMessage> batch, Throwable failure) {
        if (batch.size() == 1) return Uni.createFrom().item(List.of(bad(batch.get(0), failure)));
        int half = batch.size() / 2;
        return take(batch.subList(0, half))
                .chain(first -> take(batch.subList(half, batch.size())).map(second -> joined(first, second)));
    }

    /** Class 22: what was sent. Class 23: our own fault, so its sender is to try again, and somebody to look. */
    private static Outcome bad(InboundMessage message, Throwable failure) {
        PgException pg = (PgException) failure;
        LogFields.of("channel", message.channel()).log(() -> notTaken(pg));
        return Outcome.refused(
                pg.getSqlState().startsWith("22")
                        ? Refused.field("content", "cannot be stored")
                        : Problem.INTERNAL_ERROR.refused("The message could not be stored"));
    }

    private static void notTaken(PgException why) {
        LOG.errorf("A message was not taken: sqlState=%s constraint=%s", why.getSqlState(), why.getConstraint());
    }

    private static List<Outcome> joined(List<Outcome> first, List<Outcome> second) {
        List<Outcome> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<Outcome> outcomes(RowSet<Row> rows, int size) {
        Outcome[] outcomes = new Outcome[size];
        Arrays.fill(outcomes, Outcome.unknownChannel());
        for (Row row : rows) outcomes[row.getInteger("n") - 1] = Outcome.taken(receipt(row));
        return List.of(outcomes);
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
