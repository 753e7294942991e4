package dev.prosa.live.sse;

import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** The endpoint of Server-Sent Events: the events of one department as they are committed. */
@Path("/v1/departments/{departmentId}/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
final class EventsResource {

    private final EventStreams streams;
    private final CurrentCaller caller;
    private final SecurityIdentity identity;

    EventsResource(EventStreams streams, CurrentCaller caller, SecurityIdentity identity) {
        this.streams = streams;
        this.caller = caller;
        this.identity = identity;
    }

    /** Writes the response itself: a {@code Multi} would be answered with 200 before access was checked. */
    @GET
    @PermissionsAllowed(Permission.Names.CONVERSATIONS_READ)
    public Uni<Void> events(
            String departmentId,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
            @Context HttpServerRequest request) {
        Instant expiresAt = identity.getAttribute(AuthenticatedCaller.EXPIRES_AT);
        return streams.open(caller.get(), expiresAt, request, departmentId, lastEventId);
    }
}
