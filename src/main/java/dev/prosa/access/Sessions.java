package dev.prosa.access;

import dev.prosa.access.FailedLogins.Who;
import dev.prosa.directory.Caller;
import dev.prosa.platform.Detached;
import dev.prosa.platform.PasswordHash;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Logs agents in and keeps them logged in. */
@Singleton
final class Sessions {

    private static final int SHORTEST_PASSWORD = 8;

    private final PersonStore people;
    private final PasswordHash passwords;
    private final FailedLogins failed;
    private final Tokens tokens;
    private final OwnIssuer issuer;
    private final Clock clock;

    Sessions(
            PersonStore people,
            PasswordHash passwords,
            FailedLogins failed,
            Tokens tokens,
            OwnIssuer issuer,
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
    Uni<Session> login(Login login, String address) {
        issuer.mustBeOn();
        Who who = new Who(login.email(), address);
        return Detached.of(() -> proven(people.byEmail(login.email()), login.password(), who))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.UNAUTHORIZED.refused("Email or password is wrong"))
                .map(person -> session(person, person.beginning(clock.instant())));
    }

    /** Of somebody who was made just now and needs no proof. */
    Uni<Session> begin(String email) {
        return people.byEmail(email)
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(person -> session(person, person.beginning(clock.instant())));
    }

    /** @param loggedIn when the line of tokens began; null for a token of another issuer, which renews it: FORBIDDEN */
    Uni<Session> renew(Caller caller, Instant loggedIn) {
        if (loggedIn == null) throw Problem.FORBIDDEN.refused("A token is renewed by the issuer it is of");
        return person(caller).map(person -> session(person, loggedIn));
    }

    Uni<Void> changePassword(Caller caller, PasswordChange change, String address) {
        mustBeLongEnough(change);
        return Detached.of(() -> person(caller).chain(person -> changePassword(person, change, address)));
    }

    private Uni<Void> changePassword(Person person, PasswordChange change, String address) {
        return proven(Uni.createFrom().item(person), change.current(), new Who(person.email(), address))
                .onItem()
                .ifNull()
                .failWith(Sessions::notThePassword)
                .chain(proven -> passwords.hash(change.replacement()))
                .chain(hash -> people.setPassword(person, hash))
                .invoke(Sessions::mustBeSet)
                .replaceWithVoid();
    }

    private Uni<Person> person(Caller caller) {
        return people.byId(caller.institution(), caller.id()).onItem().ifNull().failWith(Problem.UNAUTHORIZED::refused);
    }

    /** Null unless the password is this person's; a wrong one counts as a failure, and nothing else does. */
    private Uni<Person> proven(Uni<Person> claimed, String password, Who who) {
        failed.attempt(who);
        return claimed.chain(person -> matching(person, password))
                .onFailure()
                .invoke(() -> failed.takeBack(who))
                .onItem()
                .ifNotNull()
                .invoke(() -> failed.success(who));
    }

    private Uni<Person> matching(Person person, String password) {
        return passwords
                .matches(password, person == null ? null : person.passwordHash())
                .map(right -> right ? person : null);
    }

    private Session session(Person person, Instant loggedIn) {
        Tokens.Signed token = tokens.sign(person.institution(), person.id(), loggedIn);
        return new Session(token.text(), token.expiresAt(), AgentView.of(person));
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
