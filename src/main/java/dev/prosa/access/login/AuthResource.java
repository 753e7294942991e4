package dev.prosa.access.login;

import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.http.Data;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.RestResponse;

/** Prosa as an issuer of tokens. */
@Path("/v1/auth")
final class AuthResource {

    private final Sessions sessions;
    private final Registration registration;
    private final CurrentCaller caller;
    private final CurrentIdentityAssociation identity;

    AuthResource(
            Sessions sessions, Registration registration, CurrentCaller caller, CurrentIdentityAssociation identity) {
        this.sessions = sessions;
        this.registration = registration;
        this.caller = caller;
        this.identity = identity;
    }

    @POST
    @Path("login")
    @PermitAll
    public Uni<Data<LoginResponse>> login(@NotNull @Valid LoginRequest body, @Context HttpServerRequest request) {
        return sessions.login(body, request.remoteAddress().hostAddress()).map(Data::new);
    }

    @POST
    @Path("register")
    @PermitAll
    public Uni<RestResponse<Data<RegistrationResponse>>> register(
            @NotNull @Valid RegistrationRequest body, @Context HttpServerRequest request) {
        return registration
                .register(body, request.remoteAddress().hostAddress())
                .map(made -> RestResponse.status(RestResponse.Status.CREATED, new Data<>(made)));
    }

    @POST
    @Path("renew")
    @RolesAllowed({"ADMIN", "SUPERVISOR", "AGENT"})
    public Uni<Data<LoginResponse>> renew() {
        return sessions.renew(caller.get(), identity.getIdentity().getAttribute(AuthenticatedCaller.LOGGED_IN))
                .map(Data::new);
    }
}
