package dev.prosa.conversation;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The messages of a conversation at the path that clients of Ogmma use: the same as under the conversation itself. */
@Path("/v1/channels/{channelId}/conversations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed(Permission.Names.CONVERSATIONS_READ)
final class ChannelMessageResource {

    private final CurrentCaller caller;
    private final Messages messages;

    ChannelMessageResource(CurrentCaller caller, Messages messages) {
        this.caller = caller;
        this.messages = messages;
    }

    @GET
    public Uni<ListPage<JsonText>> list(UUID channelId, UUID id, @BeanParam MessageParams params) {
        return messages.page(caller.get(), channelId, id, params.checked());
    }
}
