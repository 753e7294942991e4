package dev.prosa.directory;

import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import dev.prosa.http.PageRequest;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Where conversations come from, and the department in which new ones land. */
@Path("/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
final class ChannelResource {

    private final CurrentCaller caller;
    private final CreatedResponse created;
    private final DirectoryReader reader;
    private final DirectoryChanges changes;

    ChannelResource(CurrentCaller caller, CreatedResponse created, DirectoryReader reader, DirectoryChanges changes) {
        this.caller = caller;
        this.created = created;
        this.reader = reader;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<JsonText>> list(@BeanParam PageRequest page) {
        return reader.list(DirectoryTable.CHANNEL, caller.get(), ListFilter.NONE, page.checked());
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<JsonText>> get(UUID id) {
        return reader.get(DirectoryTable.CHANNEL, caller.get(), id).map(Data::new);
    }

    @POST
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<RestResponse<Data<JsonText>>> create(@Valid @NotNull ChannelRequest body) {
        return changes.create(DirectoryCommand.CHANNEL, caller.get(), body.creation())
                .map(channel -> created.at("/v1/channels/", channel));
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> change(UUID id, @Valid @NotNull ChannelRequest body) {
        return changes.change(DirectoryCommand.CHANNEL, caller.get(), id, body.change())
                .map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> delete(UUID id) {
        return changes.delete(DirectoryCommand.CHANNEL, caller.get(), id).map(Data::new);
    }
}
