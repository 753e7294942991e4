package dev.prosa.access;

import dev.prosa.platform.Problem;
import jakarta.inject.Singleton;

/** Whether Prosa issues tokens itself, for email and password. */
@Singleton
public final class OwnIssuer {

    private final boolean on;

    OwnIssuer(AccessConfig config) {
        this.on = config.ownIssuer();
    }

    public boolean isOn() {
        return on;
    }

    /** @throws dev.prosa.platform.Refused NOT_FOUND unless it is on */
    void mustBeOn() {
        if (!on) throw Problem.NOT_FOUND.refused("Prosa issues no tokens here: sign in at the issuer that does");
    }
}
