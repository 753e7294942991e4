package dev.prosa.access.login;

import dev.prosa.access.localtoken.LocalIssuer;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.access.login.FailedLogins.LoginSource;
import dev.prosa.concurrent.Uncancellable;
import dev.prosa.directory.Caller;
import dev.prosa.directory.account.AgentAccount;
import dev.prosa.directory.account.AgentAccountStore;
import dev.prosa.directory.password.PasswordHash;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Logs agents in and renews their sessions. */
@Singleton
final class Sessions {

    private static final int SHORTEST_PASSWORD = 8;

    private final AgentAccountStore accounts;
    private final PasswordHash passwords;
    private final FailedLogins failed;
    private final Tokens tokens;
    private final LocalIssuer issuer;
    private final Clock clock;

    Sessions(
            AgentAccountStore accounts,
            PasswordHash passwords,
            FailedLogins failed,
            Tokens tokens,
            LocalIssuer issuer,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.failed = failed;
        this.tokens = tokens;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Fails with UNAUTHORIZED, in the same time whether there is such an email or not.
     *
     * @throws Refused NOT_FOUND while the local issuer is off
     */
    Uni<LoginResponse> login(LoginRequest login, String address) {
        issuer.mustBeOn();
        LoginSource source = new LoginSource(login.email(), address);
        return Uncancellable.of(() -> proven(accounts.byEmail(login.email()), login.password(), source))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.UNAUTHORIZED.refused("Email or password is wrong"))
                .map(account -> session(account, account.sessionStart(clock.instant())));
    }

    /** Of an agent that was created just now and needs no proof. */
    Uni<LoginResponse> start(String email) {
        return accounts.byEmail(email)
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused)
                .map(account -> session(account, account.sessionStart(clock.instant())));
    }

    /** @param authTime when the session began; null for a token of another issuer, which renews it: FORBIDDEN */
    Uni<LoginResponse> renew(Caller caller, Instant authTime) {
        if (authTime == null) throw Problem.FORBIDDEN.refused("A token is renewed by the issuer it is of");
        return account(caller).map(account -> session(account, authTime));
    }

    Uni<Void> changePassword(Caller caller, PasswordChange change, String address) {
        mustBeLongEnough(change);
        return Uncancellable.of(() -> account(caller).chain(account -> changePassword(account, change, address)));
    }

    private Uni<Void> changePassword(AgentAccount account, PasswordChange change, String address) {
        return proven(Uni.createFrom().item(account), change.current(), new LoginSource(account.email(), address))
                .onItem()
                .ifNull()
                .failWith(Sessions::notThePassword)
                .chain(proven -> passwords.hash(change.replacement()))
                .chain(hash -> accounts.setPassword(account, hash))
                .invoke(Sessions::mustBeSet)
                .replaceWithVoid();
    }

    private Uni<AgentAccount> account(Caller caller) {
        return accounts.byId(caller.institution(), caller.id())
                .onItem()
                .ifNull()
                .failWith(Problem.UNAUTHORIZED::refused);
    }

    /** Null unless the password is this account's; a wrong one counts as a failure, and nothing else does. */
    private Uni<AgentAccount> proven(Uni<AgentAccount> claimed, String password, LoginSource source) {
        failed.attempt(source);
        return claimed.chain(account -> matching(account, password))
                .onFailure()
                .invoke(() -> failed.takeBack(source))
                .onItem()
                .ifNotNull()
                .invoke(() -> failed.success(source));
    }

    private Uni<AgentAccount> matching(AgentAccount account, String password) {
        return passwords
                .matches(password, account == null ? null : account.passwordHash())
                .map(right -> right ? account : null);
    }

    private LoginResponse session(AgentAccount account, Instant authTime) {
        Tokens.Signed token = tokens.sign(account.institution(), account.id(), authTime);
        return new LoginResponse(token.text(), token.expiresAt(), AgentView.of(account));
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
