package dev.prosa.live;

import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.directory.Caller;
import dev.prosa.problem.Problem;
import java.time.Instant;

/** With what a client was authenticated, and until when it is valid. Safe for all threads. */
public final class Credential {

    private final Caller caller;
    private volatile Instant expiresAt;

    /** @param expiresAt null: never */
    public Credential(Caller caller, Instant expiresAt) {
        this.caller = caller;
        this.expiresAt = expiresAt;
    }

    Caller caller() {
        return caller;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isExpired(Instant now) {
        Instant end = expiresAt;
        return end != null && !now.isBefore(end);
    }

    /** Takes the expiry of a fresh credential of the same caller; refused with FORBIDDEN for another caller's. */
    void renew(AuthenticatedCaller fresh) {
        boolean same = fresh.caller().institution().equals(caller.institution())
                && fresh.caller().id().equals(caller.id());
        if (!same) throw Problem.FORBIDDEN.refused("The token is somebody else's");
        expiresAt = fresh.expiresAt();
    }
}
