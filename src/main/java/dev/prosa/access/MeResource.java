package dev.prosa.access;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.platform.Data;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller itself. */
@Path("/v1/me")
@Tag(name = "Access")
final class MeResource {

    private final CurrentCaller caller;
    private final Introspection introspection;
    private final Sessions sessions;

    MeResource(CurrentCaller caller, Introspection introspection, Sessions sessions) {
        this.caller = caller;
        this.introspection = introspection;
        this.sessions = sessions;
    }

    @GET
    @Authenticated
    @Operation(operationId = "getMe", summary = "The agent with its departments, or the API key")
    public Uni<Data<Me>> get() {
        return introspection.of(caller.get()).map(Data::new);
    }

    @PUT
    @Path("password")
    @RolesAllowed({"ADMIN", "SUPERVISOR", "AGENT"})
    @Operation(operationId = "changePassword", summary = "Sets the agent's own password")
    public Uni<Void> changePassword(@NotNull PasswordChange body, @Context HttpServerRequest request) {
        return sessions.changePassword(
                caller.get(), body, request.remoteAddress().hostAddress());
    }
}
