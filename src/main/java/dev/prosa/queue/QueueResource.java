package dev.prosa.queue;

import dev.prosa.conversation.ConversationStore;
import dev.prosa.conversation.IfMatch;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import dev.prosa.http.PageRequest;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The queue, its counts, and one conversation. */
@Path("/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed(Permission.Names.CONVERSATIONS_READ)
final class QueueResource {

    private final CurrentCaller caller;
    private final Queue queue;
    private final ConversationStore conversations;

    QueueResource(CurrentCaller caller, Queue queue, ConversationStore conversations) {
        this.caller = caller;
        this.queue = queue;
        this.conversations = conversations;
    }

    @GET
    public Uni<QueuePage> list(@BeanParam QueueParams params, @BeanParam PageRequest page) {
        return queue.page(params.checked(caller.get(), page));
    }

    @GET
    @Path("counts")
    public Uni<Data<JsonText>> counts() {
        return queue.counts(caller.get()).map(Data::new);
    }

    @GET
    @Path("{id}")
    public Uni<RestResponse<Data<JsonText>>> get(UUID id) {
        return conversations.find(caller.get(), id).map(QueueResource::withVersion);
    }

    private static RestResponse<Data<JsonText>> withVersion(ConversationStore.Versioned found) {
        return RestResponse.ResponseBuilder.ok(new Data<>(found.json()))
                .header("ETag", IfMatch.etag(found.version()))
                .build();
    }
}
