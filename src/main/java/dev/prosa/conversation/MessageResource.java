package dev.prosa.conversation;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** What was written in a conversation, what happened to it, and a reply. */
@Path("/v1/conversations/{id}")
@Produces(MediaType.APPLICATION_JSON)
final class MessageResource {

    private final CurrentCaller caller;
    private final Messages messages;
    private final Commands commands;

    MessageResource(CurrentCaller caller, Messages messages, Commands commands) {
        this.caller = caller;
        this.messages = messages;
        this.commands = commands;
    }

    @GET
    @Path("messages")
    @PermissionsAllowed(Permission.Names.CONVERSATIONS_READ)
    public Uni<ListPage<JsonText>> list(UUID id, @BeanParam MessageParams params) {
        return messages.page(caller.get(), null, id, params.checked());
    }

    @POST
    @Path("messages")
    @PermissionsAllowed(Permission.Names.MESSAGES_SEND)
    public Uni<RestResponse<Data<JsonText>>> reply(
            UUID id, @NotNull ReplyRequest request, @HeaderParam(IdempotentRequest.HEADER) String idempotencyKey) {
        return commands.reply(caller.get(), id, request.checked(), idempotencyKey)
                .map(IdempotentResult::created);
    }

    @GET
    @Path("history")
    @PermissionsAllowed(Permission.Names.CONVERSATIONS_READ)
    public Uni<ListPage<JsonText>> history(
            UUID id, @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("cursor") String cursor) {
        return messages.history(caller.get(), id, limit, cursor);
    }
}
