package dev.prosa.access.login;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.http.Data;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** The caller itself. */
@Path("/v1/me")
final class MeResource {

    private final CurrentCaller caller;
    private final WhoAmI introspection;
    private final Sessions sessions;

    MeResource(CurrentCaller caller, WhoAmI introspection, Sessions sessions) {
        this.caller = caller;
        this.introspection = introspection;
        this.sessions = sessions;
    }

    @GET
    @Authenticated
    public Uni<Data<Me>> get() {
        return introspection.of(caller.get()).map(Data::new);
    }

    @PUT
    @Path("password")
    @RolesAllowed({"ADMIN", "SUPERVISOR", "AGENT"})
    public Uni<Void> changePassword(@NotNull PasswordChange body, @Context HttpServerRequest request) {
        return sessions.changePassword(
                caller.get(), body, request.remoteAddress().hostAddress());
    }
}
