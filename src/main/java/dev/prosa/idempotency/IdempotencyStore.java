package dev.prosa.idempotency;

import dev.prosa.http.JsonText;
import dev.prosa.http.ProtectedHeader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries out a request that may come again once, in a transaction of Hibernate Reactive; where all is one call of the
 * database, that calls the same functions of {@code db/functions/idempotency} itself.
 */
@Singleton
public final class IdempotencyStore {

    private static final String OF_REQUEST = "cast(:institution as uuid), cast(:caller as uuid), :path, :key, :hash";
    private static final String NOW = "cast(cast(:now as text) as timestamptz)";
    private static final String FIND =
            "select refused, response from find_idempotent_response(" + OF_REQUEST + ", " + NOW + ")";
    private static final String KEEP =
            "select cast(store_idempotent_response(" + OF_REQUEST + ", :answer, " + NOW + ") as text)";

    private final Clock clock;

    IdempotencyStore(Clock clock) {
        this.clock = clock;
    }

    @Produces
    @Singleton
    static ProtectedHeader header() {
        return new ProtectedHeader(IdempotentRequest.HEADER);
    }

    /**
     * @param work in the session's transaction; a failure is not stored. It is not started if an answer is stored
     * @return fails with IDEMPOTENCY_CONFLICT while the same request is in flight, with IDEMPOTENCY_KEY_REUSED if its key
     *     came with another body
     */
    public Uni<IdempotentResult> once(Mutiny.Session session, IdempotentRequest request, Supplier<Uni<JsonText>> work) {
        if (!request.isMarked()) return work.get().map(IdempotentResult::now);
        Instant now = clock.instant();
        return query(session, FIND, request, now, Object[].class)
                .getSingleResultOrNull()
                .chain(stored -> stored == null ? carryOut(session, request, work, now) : replay(stored));
    }

    private static Uni<IdempotentResult> replay(Object[] stored) {
        return stored[0] == null
                ? Uni.createFrom().item(IdempotentResult.before(new JsonText((String) stored[1])))
                : Uni.createFrom()
                        .failure(IdempotencyProblems.of((String) stored[0]).refused());
    }

    private static Uni<IdempotentResult> carryOut(
            Mutiny.Session session, IdempotentRequest request, Supplier<Uni<JsonText>> work, Instant now) {
        return work.get().call(json -> keep(session, request, json, now)).map(IdempotentResult::now);
    }

    private static Uni<String> keep(Mutiny.Session session, IdempotentRequest request, JsonText json, Instant now) {
        return query(session, KEEP, request, now, String.class)
                .setParameter("answer", json.value())
                .getSingleResultOrNull();
    }

    private static <T> Mutiny.SelectionQuery<T> query(
            Mutiny.Session session, String sql, IdempotentRequest request, Instant now, Class<T> row) {
        return session.createNativeQuery(sql, row)
                .setParameter("institution", request.institution().toString())
                .setParameter("caller", request.caller().toString())
                .setParameter("path", request.path())
                .setParameter("key", request.key())
                .setParameter("hash", request.bodyHash())
                .setParameter("now", now.toString());
    }
}
