package dev.prosa.directory.channel;

import dev.prosa.directory.CreatedResponse;
import dev.prosa.directory.Creation;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.DirectoryReader;
import dev.prosa.directory.ListFilter;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.http.ListPage;
import dev.prosa.http.PageRequest;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.ConvertGroup;
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
    private final DirectoryReader reader;
    private final Channels channels;

    ChannelResource(CurrentCaller caller, DirectoryReader reader, Channels channels) {
        this.caller = caller;
        this.reader = reader;
        this.channels = channels;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<ChannelResponse>> list(@BeanParam PageRequest page) {
        return reader.list(Channel.class, caller.get(), ListFilter.NONE, page.checked())
                .map(found -> found.map(ChannelResponse::of));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<ChannelResponse>> get(UUID id) {
        return reader.get(Channel.class, caller.get(), id)
                .map(ChannelResponse::of)
                .map(Data::new);
    }

    @POST
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<RestResponse<Data<ChannelResponse>>> create(
            @Valid @ConvertGroup(to = Creation.class) @NotNull ChannelRequest body) {
        return channels.create(caller.get(), body).map(channel -> CreatedResponse.at("/v1/channels/", channel));
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<ChannelResponse>> change(UUID id, @Valid @NotNull ChannelRequest body) {
        return channels.change(caller.get(), id, body).map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<ChannelResponse>> delete(UUID id) {
        return channels.delete(caller.get(), id).map(Data::new);
    }
}
