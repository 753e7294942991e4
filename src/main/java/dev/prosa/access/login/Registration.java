package dev.prosa.access.login;

import dev.prosa.access.localtoken.LocalIssuer;
import dev.prosa.access.localtoken.LocalIssuerConfig;
import dev.prosa.database.embedded.DemoMode;
import dev.prosa.directory.Institutions;
import dev.prosa.directory.NewInstitution;
import dev.prosa.directory.PasswordHash;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes institutions for strangers: each with its ADMIN and nothing else, no department and no channel. */
@Singleton
final class Registration {

    private final Institutions institutions;
    private final PasswordHash passwords;
    private final Sessions sessions;
    private final LocalIssuer issuer;
    private final boolean open;
    private final Attempts<String> attempts;
    private final Clock clock;

    Registration(
            Institutions institutions,
            PasswordHash passwords,
            Sessions sessions,
            LocalIssuer issuer,
            DemoMode demo,
            RegistrationConfig config,
            LocalIssuerConfig access,
            Clock clock) {
        this.institutions = institutions;
        this.passwords = passwords;
        this.sessions = sessions;
        this.issuer = issuer;
        this.open = demo.isOn() || config.open();
        this.attempts = new Attempts<>(config.perAddress(), access.failureWindow(), "Too many registrations");
        this.clock = clock;
    }

    /**
     * Fails with ALREADY_EXISTS for an email that is taken, over the whole installation.
     *
     * @param address of who asks; every attempt counts
     */
    Uni<RegistrationResponse> register(RegistrationRequest wanted, String address) {
        mustBeOpen();
        count(address);
        return passwords
                .hash(wanted.password())
                .map(hash -> NewInstitution.of(wanted.institutionName(), wanted.name(), wanted.email(), hash))
                .chain(institutions::found)
                .chain(made -> sessions.begin(wanted.email()))
                .map(RegistrationResponse::of);
    }

    private void mustBeOpen() {
        issuer.mustBeOn();
        if (!open) throw Problem.FORBIDDEN.refused("Registration is off; PROSA_REGISTRATION=true switches it on");
    }

    private synchronized void count(String address) {
        attempts.add(address, clock.instant());
    }
}
