package dev.prosa.access;

import dev.prosa.directory.Caller;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission.Names;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Endpoints behind a permission each. */
@Path("/v1/doors")
final class ProbeEndpoints {

    private final CurrentCaller caller;

    ProbeEndpoints(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @Path("read")
    @PermissionsAllowed(Names.CONVERSATIONS_READ)
    public Uni<Caller> read() {
        return Uni.createFrom().item(caller.get());
    }

    @GET
    @Path("ingest")
    @PermissionsAllowed(Names.MESSAGES_INGEST)
    public Uni<Caller> ingest() {
        return Uni.createFrom().item(caller.get());
    }
}
