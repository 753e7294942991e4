package dev.prosa.access.login;

import dev.prosa.access.localtoken.LocalIssuer;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.access.login.FailedLogins.Who;
import dev.prosa.concurrent.Uncancellable;
import dev.prosa.directory.AgentAccount;
import dev.prosa.directory.AgentAccountStore;
import dev.prosa.directory.Caller;
import dev.prosa.directory.PasswordHash;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Logs agents in and keeps them logged in. */
@Singleton
final class Sessions {

    private static final int SHORTEST_PASSWORD = 8;

    private final AgentAccountStore people;
    private final PasswordHash passwords;
    private final FailedLogins failed;
    private final Tokens tokens;
    private final LocalIssuer issuer;
    private final Clock clock;

    Sessions(
            AgentAccountStore people,
            PasswordHash passwords,
            FailedLogins failed,
            Tokens tokens,
            LocalIssuer issuer,
            Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.failed = failed;
        this.tokens = tokens;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Fails with UNAUTHORIZED, in the same time whether there is such an email or not.
     *
     * @throws Refused NOT_FOUND while Prosa's own issuer is off
     */
    Uni<LoginResponse> login(LoginRequest login, String address) {
        issuer.mustBeOn();
        Who who = new Who(login.email(), address);
        return Uncancellable.of(() -> proven(people.byEmail(login.email()), login.password(), who))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.UNAUTHORIZED.refused("Email or password is wrong"))
                .map(person -> session(person, person.beginning(clock.instant())));
    }

    /** Of somebody who was made just now and needs no proof. */
    Uni<LoginResponse> begin(String email) {
        return people.byEmail(email)
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(person -> session(person, person.beginning(clock.instant())));
    }

    /** @param loggedIn when the line of tokens began; null for a token of another issuer, which renews it: FORBIDDEN */
    Uni<LoginResponse> renew(Caller caller, Instant loggedIn) {
        if (loggedIn == null) throw Problem.FORBIDDEN.refused("A token is renewed by the issuer it is of");
        return person(caller).map(person -> session(person, loggedIn));
    }

    Uni<Void> changePassword(Caller caller, PasswordChange change, String address) {
        mustBeLongEnough(change);
        return Uncancellable.of(() -> person(caller).chain(person -> changePassword(person, change, address)));
    }

    private Uni<Void> changePassword(AgentAccount person, PasswordChange change, String address) {
        return proven(Uni.createFrom().item(person), change.current(), new Who(person.email(), address))
                .onItem()
                .ifNull()
                .failWith(Sessions::notThePassword)
                .chain(proven -> passwords.hash(change.replacement()))
                .chain(hash -> people.setPassword(person, hash))
                .invoke(Sessions::mustBeSet)
                .replaceWithVoid();
    }

    private Uni<AgentAccount> person(Caller caller) {
        return people.byId(caller.institution(), caller.id()).onItem().ifNull().failWith(Problem.UNAUTHORIZED::refused);
    }

    /** Null unless the password is this person's; a wrong one counts as a failure, and nothing else does. */
    private Uni<AgentAccount> proven(Uni<AgentAccount> claimed, String password, Who who) {
        failed.attempt(who);
        return claimed.chain(person -> matching(person, password))
                .onFailure()
                .invoke(() -> failed.takeBack(who))
                .onItem()
                .ifNotNull()
                .invoke(() -> failed.success(who));
    }

    private Uni<AgentAccount> matching(AgentAccount person, String password) {
        return passwords
                .matches(password, person == null ? null : person.passwordHash())
                .map(right -> right ? person : null);
    }

    private LoginResponse session(AgentAccount person, Instant loggedIn) {
        Tokens.Signed token = tokens.sign(person.institution(), person.id(), loggedIn);
        return new LoginResponse(token.text(), token.expiresAt(), AgentView.of(person));
    }

    /** It may have been changed, or its owner deactivated, while the new one was hashed. */
    private static void mustBeSet(boolean set) {
        if (!set) throw notThePassword();
    }

    private static Refused notThePassword() {
        return Refused.field("current", "is not the password");
    }

    private static void mustBeLongEnough(PasswordChange change) {
        if (change.current() == null) throw Refused.field("current", "must not be null");
        String wanted = change.replacement();
        if (wanted == null || wanted.codePointCount(0, wanted.length()) < SHORTEST_PASSWORD)
            throw Refused.field("new", "must have " + SHORTEST_PASSWORD + " characters or more");
    }
}
