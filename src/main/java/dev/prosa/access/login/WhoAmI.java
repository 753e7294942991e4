package dev.prosa.access.login;

import dev.prosa.access.apikey.ApiKeyStore;
import dev.prosa.access.apikey.ApiKeyView;
import dev.prosa.directory.Caller;
import dev.prosa.directory.account.AgentAccountStore;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Shows callers to themselves. */
@Singleton
final class WhoAmI {

    private final AgentAccountStore accounts;
    private final ApiKeyStore keys;

    WhoAmI(AgentAccountStore accounts, ApiKeyStore keys) {
        this.accounts = accounts;
        this.keys = keys;
    }

    Uni<Me> of(Caller caller) {
        Uni<Me> me = caller.isAgent() ? agent(caller) : key(caller);
        return me.onItem().ifNull().failWith(Problem.UNAUTHORIZED::refused);
    }

    private Uni<Me> agent(Caller caller) {
        return accounts.byId(caller.institution(), caller.id())
                .onItem()
                .ifNotNull()
                .transform(AgentView::of);
    }

    private Uni<Me> key(Caller caller) {
        return keys.byId(caller.institution(), caller.id())
                .onItem()
                .ifNotNull()
                .transform(key -> new ApiKeyMe(ApiKeyView.of(key)));
    }
}
