package dev.prosa.access;

import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Tells who presents a credential, a token or an API key, as the database knows them at this moment. */
@Singleton
public final class Credentials {

    private final Tokens tokens;
    private final OutsideTokens outside;
    private final PersonStore people;
    private final ApiKeyStore keys;
    private final ApiKeyUse use;
    private final Clock clock;

    Credentials(
            Tokens tokens, OutsideTokens outside, PersonStore people, ApiKeyStore keys, ApiKeyUse use, Clock clock) {
        this.tokens = tokens;
        this.outside = outside;
        this.people = people;
        this.keys = keys;
        this.use = use;
        this.clock = clock;
    }

    /** Fails with UNAUTHORIZED unless the credential is one, is not expired, and its owner is active. */
    public Uni<Admitted> admit(String credential) {
        return credential.startsWith(ApiKeySecret.PREFIX) ? byKey(new ApiKeySecret(credential)) : byToken(credential);
    }

    private Uni<Admitted> byToken(String text) {
        return outside.claimed(text)
                ? outside.verify(text).chain(this::ofOutsideToken)
                : tokens.verify(text).chain(this::ofToken);
    }

    private Uni<Admitted> ofOutsideToken(OutsideToken token) {
        return people.byEmail(token.email())
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(person -> new Admitted(person.caller(), token.expiresAt(), null, null));
    }

    private Uni<Admitted> ofToken(Token token) {
        return people.byId(token.institution(), token.agent())
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(person -> admitted(person, token));
    }

    private static Admitted admitted(Person person, Token token) {
        if (person.outdates(token.loggedIn())) throw Problem.UNAUTHORIZED.refused();
        return new Admitted(person.caller(), token.expiresAt(), token.loggedIn(), null);
    }

    private Uni<Admitted> byKey(ApiKeySecret secret) {
        return keys.byHash(secret.hash())
                .map(this::valid)
                .invoke(use::note)
                .map(key -> new Admitted(key.caller(), key.expiresAt(), null, key.rateLimit()));
    }

    private ApiKey valid(ApiKey key) {
        if (key == null || key.isExpired(clock.instant())) throw Problem.UNAUTHORIZED.refused();
        return key;
    }
}
