package dev.prosa.intake;

import dev.prosa.platform.Detached;
import dev.prosa.platform.IdempotentRequest;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.Made;
import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;

/** Sends a message in one call, which is one transaction; {@code send_message.sql} says what it does and why. */
@Singleton
final class OutboundStore {

    private static final String SEND =
            """
            select refused, response, replayed
            from send_message_once($1, $2, $3::text::json, $4, $5::text::json, $6, $7, $8, $9)""";

    private static final int RETRIES = 3;

    private final Pool pool;
    private final Clock clock;

    OutboundStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Goes to its end although the request be cancelled; fails with what the rules refuse. */
    Uni<Made> send(OutboundMessage message, IdempotentRequest request) {
        return Detached.of(() -> call(message, request)
                .onFailure(OutboundStore::succeedsWhenRepeated)
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

    private static Made made(Row row) {
        String refused = row.getString("refused");
        if (refused != null) throw Problem.valueOf(refused).refused();
        return new Made(new JsonText(row.getString("response")), row.getBoolean("replayed"));
    }

    /** Deadlock and serialization failure. */
    private static boolean succeedsWhenRepeated(Throwable failure) {
        return failure instanceof PgException pg && pg.getSqlState().startsWith("40");
    }
}
