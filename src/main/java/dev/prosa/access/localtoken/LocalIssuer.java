package dev.prosa.access.localtoken;

import dev.prosa.problem.Problem;
import jakarta.inject.Singleton;

/** Whether Prosa issues tokens itself, for email and password. */
@Singleton
public final class LocalIssuer {

    private final boolean on;

    LocalIssuer(LocalIssuerConfig config) {
        this.on = config.ownIssuer();
    }

    public boolean isOn() {
        return on;
    }

    /** @throws dev.prosa.problem.Refused NOT_FOUND unless it is on */
    public void mustBeOn() {
        if (!on) throw Problem.NOT_FOUND.refused("Prosa issues no tokens here: sign in at the issuer that does");
    }
}
