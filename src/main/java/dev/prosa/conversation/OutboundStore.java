package dev.prosa.conversation;

import dev.prosa.concurrent.Uncancellable;
import dev.prosa.database.SqlErrors;
import dev.prosa.http.JsonText;
import dev.prosa.idempotency.IdempotencyProblems;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;

/** Sends a message in one call, which is one transaction; what it is and why stands in {@code V13__sending.sql}. */
@Singleton
final class OutboundStore {

    private static final String SEND =
            """
            select refused, answer, replayed
            from send_message_once($1, $2, $3::text::json, $4, $5::text::json, $6, $7, $8, $9)""";

    private static final int RETRIES = 3;

    private final Pool pool;
    private final Clock clock;

    OutboundStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Goes to its end although the request be cancelled; fails with what the rules refuse. */
    Uni<IdempotentResult> send(OutboundMessage message, IdempotentRequest request) {
        return Uncancellable.of(() -> call(message, request)
                .onFailure(SqlErrors::isRetryable)
                .retry()
                .atMost(RETRIES)
                .map(OutboundStore::made));
    }

    private Uni<Row> call(OutboundMessage message, IdempotentRequest request) {
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(SEND).execute(parameters(message, request)))
                .map(rows -> rows.iterator().next());
    }

    private Tuple parameters(OutboundMessage message, IdempotentRequest request) {
        return Tuple.tuple()
                .addUUID(message.by().institution())
                .addUUID(message.channel())
                .addString(new JsonObject(message.by().by()).encode())
                .addString(message.to())
                .addString(new JsonObject(message.content().fields()).encode())
                .addString(request.path())
                .addString(request.key())
                .addString(request.bodyHash())
                .addOffsetDateTime(OffsetDateTime.now(clock));
    }

    private static IdempotentResult made(Row row) {
        String refused = row.getString("refused");
        if (refused != null) throw problem(refused).refused();
        return new IdempotentResult(new JsonText(row.getString("answer")), row.getBoolean("replayed"));
    }

    private static Problem problem(String code) {
        return switch (code) {
            case "UNAUTHORIZED" -> Problem.UNAUTHORIZED;
            case "NOT_FOUND" -> Problem.NOT_FOUND;
            case "ACTIVE_ELSEWHERE" -> ConversationProblems.ACTIVE_ELSEWHERE;
            default -> IdempotencyProblems.of(code);
        };
    }
}
