package dev.prosa.access;

import dev.prosa.access.apikey.ApiKey;
import dev.prosa.access.apikey.ApiKeySecret;
import dev.prosa.access.apikey.ApiKeyStore;
import dev.prosa.access.apikey.ApiKeyUse;
import dev.prosa.access.externalissuer.ExternalToken;
import dev.prosa.access.externalissuer.ExternalTokenVerifier;
import dev.prosa.access.localtoken.Token;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.directory.AgentAccount;
import dev.prosa.directory.AgentAccountStore;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Tells who presents a credential, a token or an API key, as the database knows them at this moment. */
@Singleton
public final class Credentials {

    private final Tokens tokens;
    private final ExternalTokenVerifier outside;
    private final AgentAccountStore people;
    private final ApiKeyStore keys;
    private final ApiKeyUse use;
    private final Clock clock;

    Credentials(
            Tokens tokens,
            ExternalTokenVerifier outside,
            AgentAccountStore people,
            ApiKeyStore keys,
            ApiKeyUse use,
            Clock clock) {
        this.tokens = tokens;
        this.outside = outside;
        this.people = people;
        this.keys = keys;
        this.use = use;
        this.clock = clock;
    }

    /** Fails with UNAUTHORIZED unless the credential is one, is not expired, and its owner is active. */
    public Uni<AuthenticatedCaller> admit(String credential) {
        return credential.startsWith(ApiKeySecret.PREFIX) ? byKey(new ApiKeySecret(credential)) : byToken(credential);
    }

    private Uni<AuthenticatedCaller> byToken(String text) {
        return outside.claimed(text)
                ? outside.verify(text).chain(this::ofOutsideToken)
                : tokens.verify(text).chain(this::ofToken);
    }

    private Uni<AuthenticatedCaller> ofOutsideToken(ExternalToken token) {
        return people.byEmail(token.email())
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(person -> new AuthenticatedCaller(person.caller(), token.expiresAt(), null, null));
    }

    private Uni<AuthenticatedCaller> ofToken(Token token) {
        return people.byId(token.institution(), token.agent())
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(person -> admitted(person, token));
    }

    private static AuthenticatedCaller admitted(AgentAccount person, Token token) {
        if (person.outdates(token.loggedIn())) throw Problem.UNAUTHORIZED.refused();
        return new AuthenticatedCaller(person.caller(), token.expiresAt(), token.loggedIn(), null);
    }

    private Uni<AuthenticatedCaller> byKey(ApiKeySecret secret) {
        return keys.byHash(secret.hash())
                .map(this::valid)
                .invoke(use::note)
                .map(key -> new AuthenticatedCaller(key.caller(), key.expiresAt(), null, key.rateLimit()));
    }

    private ApiKey valid(ApiKey key) {
        if (key == null || key.isExpired(clock.instant())) throw Problem.UNAUTHORIZED.refused();
        return key;
    }
}
