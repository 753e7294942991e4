package dev.prosa.firststart;

import dev.prosa.access.localtoken.LocalIssuer;
import dev.prosa.database.embedded.DemoMode;
import dev.prosa.directory.institution.Institutions;
import dev.prosa.directory.password.PasswordHash;
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

    /** Waits for the database: nothing is served before anyone could sign in. */
    void onStart(@Observes StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::createUnlessThere);
    }

    private Uni<Void> createUnlessThere() {
        return institutions.exist().chain(there -> there ? Uni.createFrom().voidItem() : create());
    }

    private Uni<Void> create() {
        if (demo.isOn()) return createDemo();
        Optional<FirstAdmin> first = FirstAdmin.of(institution, admin, issuer.isOn());
        if (first.isPresent()) return create(first.get());
        LOG.warn("There is no institution, so nobody can sign in: set PROSA_INSTITUTION, PROSA_ADMIN_EMAIL and"
                + " PROSA_ADMIN_PASSWORD, all three, and start again");
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> createDemo() {
        return passwords
                .hash(DemoInstitution.PASSWORD)
                .map(DemoInstitution::institution)
                .chain(institutions::createFirst)
                .invoke(this::logDemo)
                .replaceWithVoid();
    }

    private Uni<Void> create(FirstAdmin first) {
        return hash(first.password())
                .map(first::institutionWith)
                .chain(institutions::createFirst)
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
