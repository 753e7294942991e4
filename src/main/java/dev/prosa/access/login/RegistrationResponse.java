package dev.prosa.access.login;

import dev.prosa.directory.AgentAccount.Named;
import java.time.Instant;

/** An institution that was made, and its ADMIN, who is logged in. */
record RegistrationResponse(String token, Instant expiresAt, AgentView user, Named institution) {

    static RegistrationResponse of(LoginResponse session) {
        AgentView user = session.agent();
        return new RegistrationResponse(session.token(), session.expiresAt(), user, user.institution());
    }
}
