package dev.prosa.console;

import dev.prosa.database.embedded.DemoMode;
import dev.prosa.http.Data;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What the console has to know of the installation. */
@Path("/v1/console")
final class ConsoleResource {

    private final Data<ConsoleSettings> settings;

    ConsoleResource(DemoMode demo, ConsoleConfig config) {
        this.settings = new Data<>(
                new ConsoleSettings(demo.isOn(), config.waitingLimit().toSeconds()));
    }

    @GET
    @PermitAll
    @NonBlocking
    public Data<ConsoleSettings> settings() {
        return settings;
    }
}
