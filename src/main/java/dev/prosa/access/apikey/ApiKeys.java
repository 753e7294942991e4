package dev.prosa.access.apikey;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.http.Cursor;
import dev.prosa.http.ListPage;
import dev.prosa.http.Page;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** The API keys of the caller's institution. */
@Singleton
final class ApiKeys {

    private static final String QUERY = "api-keys by name";

    private final CurrentCaller caller;
    private final ApiKeyStore store;
    private final Clock clock;

    ApiKeys(CurrentCaller caller, ApiKeyStore store, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.clock = clock;
    }

    Uni<CreatedApiKey> create(NewApiKey wanted) {
        ApiKeySecret secret = ApiKeySecret.generate();
        return store.add(institution(), wanted, secret, clock.instant())
                .map(ApiKeyView::of)
                .map(shown -> new CreatedApiKey(shown, secret.text()));
    }

    Uni<ListPage<ApiKeyView>> page(Page page) {
        return page.isNumbered() ? store.count(institution()).chain(total -> page(page, total)) : page(page, null);
    }

    private Uni<ListPage<ApiKeyView>> page(Page page, Long total) {
        Cursor after = page.cursor() == null ? null : Cursor.read(page.cursor(), QUERY, 2);
        return store.page(institution(), after, page)
                .map(rows -> ListPage.of(rows, page, total, ApiKeys::after))
                .map(keys -> keys.map(ApiKeyView::of));
    }

    Uni<ApiKeyView> get(UUID id) {
        return store.byId(institution(), id)
                .onItem()
                .ifNull()
                .failWith(Problem.NOT_FOUND::refused)
                .map(ApiKeyView::of);
    }

    Uni<Void> revoke(UUID id) {
        return store.revoke(institution(), id, clock.instant())
                .invoke(ApiKeys::mustExist)
                .replaceWithVoid();
    }

    private UUID institution() {
        return caller.get().institution();
    }

    private static Cursor after(ApiKey last) {
        return Cursor.of(QUERY, last.name(), last.id().toString());
    }

    private static void mustExist(boolean revoked) {
        if (!revoked) throw Problem.NOT_FOUND.refused();
    }
}
