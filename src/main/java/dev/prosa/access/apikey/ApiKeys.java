package dev.prosa.access.apikey;

import dev.prosa.concurrent.Uncancellable;
import dev.prosa.database.Transactions;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.http.Cursor;
import dev.prosa.http.ListPage;
import dev.prosa.http.Page;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** The API keys of the caller's institution. */
@Singleton
final class ApiKeys {

    private static final String QUERY = "api-keys by name";
    private static final String KEYS = "from ApiKeyRow k where k.institution = :institution and k.revokedAt is null";
    private static final String FROM_CURSOR_ON =
            " and lower(k.name) >= lower(:after) and (lower(k.name) > lower(:after) or k.id > :afterId)";
    private static final String BY_NAME = " order by lower(k.name), k.id";

    private final CurrentCaller caller;
    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;
    private final Clock clock;

    ApiKeys(CurrentCaller caller, Mutiny.SessionFactory sessions, Transactions transactions, Clock clock) {
        this.caller = caller;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    Uni<CreatedApiKey> create(NewApiKey wanted) {
        ApiKeySecret secret = ApiKeySecret.generate();
        ApiKeyRow row = new ApiKeyRow(institution(), wanted, secret, clock.instant());
        return transactions
                .run(session -> session.persist(row))
                .replaceWith(() -> new CreatedApiKey(ApiKeyView.of(row.key()), secret.text()));
    }

    Uni<ListPage<ApiKeyView>> page(Page page) {
        UUID institution = institution();
        return page.isNumbered()
                ? count(institution).chain(total -> page(institution, page, total))
                : page(institution, page, null);
    }

    private Uni<Long> count(UUID institution) {
        return read(session -> session.createSelectionQuery("select count(k) " + KEYS, Long.class)
                .setParameter("institution", institution)
                .getSingleResult());
    }

    private Uni<ListPage<ApiKeyView>> page(UUID institution, Page page, Long total) {
        return read(session -> query(session, institution, page)
                        .setMaxResults(page.limit() + 1)
                        .setFirstResult(page.firstRow())
                        .getResultList())
                .map(rows -> shown(rows, page, total));
    }

    private static Mutiny.SelectionQuery<ApiKeyRow> query(Mutiny.Session session, UUID institution, Page page) {
        boolean isFirst = page.cursor() == null;
        String hql = KEYS + (isFirst ? "" : FROM_CURSOR_ON) + BY_NAME;
        var query = session.createSelectionQuery(hql, ApiKeyRow.class).setParameter("institution", institution);
        if (isFirst) return query;
        Cursor after = Cursor.read(page.cursor(), QUERY, 2);
        return query.setParameter("after", String.valueOf(after.value(0))).setParameter("afterId", after.uuid(1));
    }

    private static ListPage<ApiKeyView> shown(List<ApiKeyRow> rows, Page page, Long total) {
        List<ApiKey> keys = rows.stream().map(ApiKeyRow::key).toList();
        return ListPage.of(keys, page, total, ApiKeys::after).map(ApiKeyView::of);
    }

    private static Cursor after(ApiKey last) {
        return Cursor.of(QUERY, last.name(), last.id().toString());
    }

    Uni<ApiKeyView> get(UUID id) {
        ApiKeyRow.Key key = new ApiKeyRow.Key(institution(), id);
        return read(session -> session.find(ApiKeyRow.class, key))
                .map(ApiKeys::existing)
                .map(row -> ApiKeyView.of(row.key()));
    }

    Uni<Void> revoke(UUID id) {
        ApiKeyRow.Key key = new ApiKeyRow.Key(institution(), id);
        return transactions.run(session -> revoke(session, key));
    }

    private Uni<Void> revoke(Mutiny.Session session, ApiKeyRow.Key key) {
        return session.find(ApiKeyRow.class, key, LockMode.PESSIMISTIC_WRITE)
                .map(ApiKeys::existing)
                .invoke(row -> row.revoke(clock.instant()))
                .replaceWithVoid();
    }

    private static ApiKeyRow existing(ApiKeyRow rowOrNull) {
        if (rowOrNull == null || rowOrNull.isRevoked()) throw Problem.NOT_FOUND.refused();
        return rowOrNull;
    }

    private <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return Uncancellable.of(() -> sessions.withSession(work));
    }

    private UUID institution() {
        return caller.get().institution();
    }
}
