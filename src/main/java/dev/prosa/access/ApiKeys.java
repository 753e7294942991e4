package dev.prosa.access;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.platform.Cursor;
import dev.prosa.platform.ListPage;
import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
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

    Uni<ListPage<ApiKeyView>> page(String cursor, int limit) {
        Cursor after = cursor == null ? null : Cursor.read(cursor, QUERY, 2);
        return store.page(institution(), after, limit + 1)
                .map(ApiKeys::shown)
                .map(rows -> ListPage.of(rows, limit, ApiKeys::after));
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

    private static List<ApiKeyView> shown(List<ApiKey> keys) {
        return keys.stream().map(ApiKeyView::of).toList();
    }

    private static Cursor after(ApiKeyView last) {
        return Cursor.of(QUERY, last.name(), last.id().toString());
    }

    private static void mustExist(boolean revoked) {
        if (!revoked) throw Problem.NOT_FOUND.refused();
    }
}
