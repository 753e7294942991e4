package dev.prosa.conversation;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Messages to a phone, whether or not it has a conversation. */
@Path("/v1/channels/{channelId}/messages/{type}")
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed(Permission.Names.MESSAGES_SEND)
final class SendResource {

    private final CurrentCaller caller;
    private final SendMessage sending;

    SendResource(CurrentCaller caller, SendMessage sending) {
        this.caller = caller;
        this.sending = sending;
    }

    @POST
    public Uni<RestResponse<Data<JsonText>>> send(
            UUID channelId,
            String type,
            @NotNull SendRequest request,
            @HeaderParam(IdempotentRequest.HEADER) String idempotencyKey) {
        return sending.send(caller.get(), channelId, type, request, idempotencyKey)
                .map(IdempotentResult::created);
    }
}
