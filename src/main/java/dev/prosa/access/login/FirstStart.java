package dev.prosa.access.login;

import dev.prosa.access.localtoken.LocalIssuer;
import dev.prosa.database.embedded.DemoMode;
import dev.prosa.directory.Institutions;
import dev.prosa.directory.PasswordHash;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the first institution where there is none: the demo on the embedded database, else the configured one. */
@Singleton
final class FirstStart {

    private static final Logger LOG = Logger.getLogger(FirstStart.class);

    private final Institutions institutions;
    private final PasswordHash passwords;
    private final DemoMode demo;
    private final LocalIssuer issuer;
    private final Optional<String> institution;
    private final FirstAdminConfig admin;
    private final int port;

    FirstStart(
            Institutions institutions,
            PasswordHash passwords,
            DemoMode demo,
            LocalIssuer issuer,
            FirstAdminConfig admin,
            @ConfigProperty(name = "prosa.institution") Optional<String> institution,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.institutions = institutions;
        this.passwords = passwords;
        this.demo = demo;
        this.issuer = issuer;
        this.institution = institution;
        this.admin = admin;
        this.port = port;
    }

    /** Waits for the database: nothing is served before somebody could sign in. */
    void onStart(@Observes StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::foundUnlessThere);
    }

    private Uni<Void> foundUnlessThere() {
        return institutions.exist().chain(there -> there ? Uni.createFrom().voidItem() : found());
    }

    private Uni<Void> found() {
        if (demo.isOn()) return foundDemo();
        Optional<FirstAdmin> first = FirstAdmin.of(institution, admin, issuer.isOn());
        if (first.isPresent()) return found(first.get());
        LOG.warn("There is no institution, so nobody can sign in: set PROSA_INSTITUTION, PROSA_ADMIN_EMAIL and"
                + " PROSA_ADMIN_PASSWORD, all three, and start again");
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> foundDemo() {
        return passwords
                .hash(DemoInstitution.PASSWORD)
                .map(DemoInstitution::institution)
                .chain(institutions::foundFirst)
                .invoke(this::logDemo)
                .replaceWithVoid();
    }

    private Uni<Void> found(FirstAdmin first) {
        return hash(first.password())
                .map(first::founding)
                .chain(institutions::foundFirst)
                .invoke(here -> logConfigured(here, first))
                .replaceWithVoid();
    }

    private Uni<String> hash(String passwordOrNull) {
        return passwordOrNull == null ? Uni.createFrom().nullItem() : passwords.hash(passwordOrNull);
    }

    private void logDemo(boolean here) {
        if (here)
            LOG.infof(
                    "Made the institution Demo: try it at http://localhost:%d/ as admin@demo.prosa, ana@demo.prosa,"
                            + " bruno@demo.prosa or carla@demo.prosa with the password %s",
                    port, DemoInstitution.PASSWORD);
    }

    private static void logConfigured(boolean here, FirstAdmin first) {
        if (here) LOG.infof("Made the institution %s and its ADMIN", first.institution());
    }
}
