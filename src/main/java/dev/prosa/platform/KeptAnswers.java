package dev.prosa.platform;

import io.smallrye.mutiny.Uni;
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
public final class KeptAnswers {

    private static final String OF_REQUEST = "cast(:institution as uuid), cast(:caller as uuid), :path, :key, :hash";
    private static final String NOW = "cast(cast(:now as text) as timestamptz)";
    private static final String FIND =
            "select refused, response from find_idempotent_response(" + OF_REQUEST + ", " + NOW + ")";
    private static final String KEEP =
            "select cast(store_idempotent_response(" + OF_REQUEST + ", :answer, " + NOW + ") as text)";

    private final Clock clock;

    KeptAnswers(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param work of the session's transaction; what fails is not kept. Not asked for where an answer is kept
     * @return fails with IDEMPOTENCY_CONFLICT while the same request is in flight, with IDEMPOTENCY_KEY_REUSED if its key
     *     came with another body
     */
    public Uni<Made> once(Mutiny.Session session, IdempotentRequest request, Supplier<Uni<JsonText>> work) {
        if (!request.isMarked()) return work.get().map(Made::now);
        Instant now = clock.instant();
        return query(session, FIND, request, now, Object[].class)
                .getSingleResultOrNull()
                .chain(kept -> kept == null ? carryOut(session, request, work, now) : replay(kept));
    }

    private static Uni<Made> replay(Object[] kept) {
        return kept[0] == null
                ? Uni.createFrom().item(Made.before(new JsonText((String) kept[1])))
                : Uni.createFrom().failure(Problem.valueOf((String) kept[0]).refused());
    }

    private static Uni<Made> carryOut(
            Mutiny.Session session, IdempotentRequest request, Supplier<Uni<JsonText>> work, Instant now) {
        return work.get().call(json -> keep(session, request, json, now)).map(Made::now);
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
