package dev.prosa.intake;

import dev.prosa.conversation.model.MessageStatus;
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
import java.util.Set;
import org.jboss.logging.Logger;

/** Takes a batch of delivery reports in one call; {@code take_reports.sql} says what it does and why. */
@Singleton
final class ReportStore {

    private static final Logger LOG = Logger.getLogger(ReportStore.class);
    private static final String TAKE =
            "select n, message_id, external_id, status, problem from take_reports($1::text::json, $2)";
    private static final Set<String> EXTERNAL_IDS = Set.of("outbound_id_unique", "outbound_id_one_per_message");

    private final Pool pool;
    private final Clock clock;
    private final IntakeConfig config;
    private final BatchCall<DeliveryReport, Standing> batches =
            new BatchCall<>(this::call, ReportStore::isSeenNextTime, ReportStore::bad);

    ReportStore(Pool pool, Clock clock, IntakeConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    /** The outcomes in the order of the batch; a failure means that nothing is known of any item. */
    Uni<List<Outcome<Standing>>> take(List<DeliveryReport> batch) {
        return batches.of(batch);
    }

    private Uni<List<Outcome<Standing>>> call(List<DeliveryReport> batch) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(json(batch), OffsetDateTime.now(clock)))
                .ifNoItem()
                .after(config.patience())
                .failWith(() -> Problem.UNAVAILABLE.refused("The database takes too long"))
                .map(rows -> outcomes(rows, batch.size()));
    }

    /** Of several reports, some may contradict each other; one alone met what was written at the same instant. */
    private static boolean isSeenNextTime(List<DeliveryReport> batch, PgException failure) {
        return batch.size() == 1 && EXTERNAL_IDS.contains(String.valueOf(failure.getConstraint()));
    }

    /** Class 22: what was sent. Class 23: our own fault, so its sender is to try again, and somebody to look. */
    private static Outcome<Standing> bad(DeliveryReport report, PgException failure) {
        LogFields.of("channel", report.channel()).log(() -> notTaken(failure));
        return Outcome.refused(
                failure.getSqlState().startsWith("22")
                        ? Refused.field("body", "cannot be stored")
                        : Problem.INTERNAL_ERROR.refused("The report could not be stored"));
    }

    private static void notTaken(PgException why) {
        LOG.errorf("A report was not taken: sqlState=%s constraint=%s", why.getSqlState(), why.getConstraint());
    }

    private static List<Outcome<Standing>> outcomes(RowSet<Row> rows, int size) {
        List<Outcome<Standing>> outcomes = new ArrayList<>(Collections.nCopies(size, null));
        for (Row row : rows) outcomes.set(row.getInteger("n") - 1, outcome(row));
        return outcomes;
    }

    private static Outcome<Standing> outcome(Row row) {
        String problem = row.getString("problem");
        if (problem == null) return Outcome.taken(standing(row));
        return switch (problem) {
            case "CHANNEL" -> Outcome.unknownChannel();
            case "MESSAGE" -> Outcome.refused(Problem.NOT_FOUND.refused("No such message went out by this channel"));
            default ->
                Outcome.refused(Problem.ALREADY_EXISTS.refused(
                        "The external id is another message's, or the message has another one"));
        };
    }

    private static Standing standing(Row row) {
        return new Standing(
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
