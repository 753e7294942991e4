package dev.prosa.access;

import dev.prosa.access.FailedLogins.Who;
import dev.prosa.directory.Caller;
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
    private final Clock clock;

    Sessions(PersonStore people, PasswordHash passwords, FailedLogins failed, Tokens tokens, Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.failed = failed;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Fails with UNAUTHORIZED, in the same time whether there is such an email or not. */
    Uni<Session> login(Login login, String address) {
        Who who = new Who(login.email(), address);
        failed.attempt(who);
        return people.byEmail(login.email())
                .chain(person -> proven(person, login.password()))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.UNAUTHORIZED.refused("Email or password is wrong"))
                .invoke(person -> failed.success(who))
                .map(person -> session(person, clock.instant()));
    }

    /** @param loggedIn when the line of tokens began */
    Uni<Session> renew(Caller caller, Instant loggedIn) {
        return person(caller).map(person -> session(person, loggedIn));
    }

    Uni<Void> changePassword(Caller caller, PasswordChange change, String address) {
        mustBeLongEnough(change);
        return person(caller).chain(person -> changePassword(person, change, new Who(person.email(), address)));
    }

    private Uni<Void> changePassword(Person person, PasswordChange change, Who who) {
        failed.attempt(who);
        return proven(person, change.current())
                .onItem()
                .ifNull()
                .failWith(() -> Refused.field("current", "is not the password"))
                .invoke(proven -> failed.success(who))
                .chain(proven -> passwords.hash(change.replacement()))
                .chain(hash -> people.setPassword(person, hash));
    }

    private Uni<Person> person(Caller caller) {
        return people.byId(caller.institution(), caller.id()).onItem().ifNull().failWith(Problem.UNAUTHORIZED::refused);
    }

    /** Null unless the password is this person's. */
    private Uni<Person> proven(Person person, String password) {
        return passwords
                .matches(password, person == null ? null : person.passwordHash())
                .map(right -> right ? person : null);
    }

    private Session session(Person person, Instant loggedIn) {
        Tokens.Signed token = tokens.sign(person.institution(), person.id(), loggedIn);
        return new Session(token.text(), token.expiresAt(), AgentView.of(person));
    }

    private static void mustBeLongEnough(PasswordChange change) {
        if (change.current() == null) throw Refused.field("current", "must not be null");
        String wanted = change.replacement();
        if (wanted == null || wanted.codePointCount(0, wanted.length()) < SHORTEST_PASSWORD)
            throw Refused.field("new", "must have " + SHORTEST_PASSWORD + " characters or more");
    }
}
