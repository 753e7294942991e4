package dev.prosa.access;

import dev.prosa.access.Person.Named;
import java.time.Instant;

/** An institution that was made, and its ADMIN, who is logged in. */
record Registered(String token, Instant expiresAt, AgentView user, Named institution) {

    static Registered of(Session session) {
        AgentView user = session.agent();
        return new Registered(session.token(), session.expiresAt(), user, user.institution());
    }
}
