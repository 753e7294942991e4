package dev.prosa.intake;

import dev.prosa.directory.Caller;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.problem.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** For trying things out: a contact writes, by the same way as through a channel's adapter. */
@Path("/v1/sandbox/simulate/incoming")
@Authenticated
final class SandboxResource {

    private final CurrentCaller caller;
    private final Sandbox sandbox;

    SandboxResource(CurrentCaller caller, Sandbox sandbox) {
        this.caller = caller;
        this.sandbox = sandbox;
    }

    @POST
    public Uni<Data<List<InboundAnswer>>> simulate(@NotNull SimulateRequest request) {
        Caller by = caller.get();
        boolean mayTry = by.may(Permission.MESSAGES_INGEST) || by.isAgent() && sandbox.isOpenToAgents();
        if (!mayTry) throw Problem.FORBIDDEN.refused();
        return sandbox.simulate(by.institution(), request).map(Data::new);
    }
}
