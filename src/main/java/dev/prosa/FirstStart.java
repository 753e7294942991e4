package dev.prosa;

import dev.prosa.directory.Founding;
import dev.prosa.directory.Institutions;
import dev.prosa.platform.DemoMode;
import dev.prosa.platform.PasswordHash;
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
    private final Optional<String> institution;
    private final FirstAdminConfig admin;
    private final int port;

    FirstStart(
            Institutions institutions,
            PasswordHash passwords,
            DemoMode demo,
            FirstAdminConfig admin,
            @ConfigProperty(name = "prosa.institution") Optional<String> institution,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.institutions = institutions;
        this.passwords = passwords;
        this.demo = demo;
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
        if (institution.isPresent()
                && admin.email().isPresent()
                && admin.password().isPresent()) return foundConfigured();
        LOG.warn("There is no institution, so nobody can sign in: set PROSA_INSTITUTION, PROSA_ADMIN_EMAIL and"
                + " PROSA_ADMIN_PASSWORD, all three, and start again");
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> foundDemo() {
        return passwords
                .hash(Demo.PASSWORD)
                .map(Demo::institution)
                .chain(institutions::foundFirst)
                .invoke(this::logDemo)
                .replaceWithVoid();
    }

    private Uni<Void> foundConfigured() {
        String password = admin.password().orElseThrow();
        if (password.codePointCount(0, password.length()) < 8)
            throw new IllegalStateException("PROSA_ADMIN_PASSWORD needs 8 characters or more");
        return passwords
                .hash(password)
                .map(this::configured)
                .chain(institutions::foundFirst)
                .invoke(this::logConfigured)
                .replaceWithVoid();
    }

    private Founding configured(String passwordHash) {
        return Founding.of(institution.orElseThrow(), "Admin", admin.email().orElseThrow(), passwordHash);
    }

    private void logDemo(boolean here) {
        if (here)
            LOG.infof(
                    "Made the institution Demo: try it at http://localhost:%d/q/swagger-ui, signed in as admin@demo.prosa, ana@demo.prosa,"
                            + " bruno@demo.prosa or carla@demo.prosa with the password %s",
                    port, Demo.PASSWORD);
    }

    private void logConfigured(boolean here) {
        if (here) LOG.infof("Made the institution %s and its ADMIN", institution.orElseThrow());
    }
}
