package dev.prosa.directory;

import dev.prosa.platform.Data;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.ListPage;
import dev.prosa.platform.PageRequest;
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

/** The teams whose queues conversations wait in. */
@Path("/v1/departments")
@Produces(MediaType.APPLICATION_JSON)
final class DepartmentResource {

    private final CurrentCaller caller;
    private final Created created;
    private final DirectoryReader reader;
    private final DirectoryChanges changes;

    DepartmentResource(CurrentCaller caller, Created created, DirectoryReader reader, DirectoryChanges changes) {
        this.caller = caller;
        this.created = created;
        this.reader = reader;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<JsonText>> list(@BeanParam PageRequest page) {
        return reader.list(Entry.DEPARTMENT, caller.get(), Filter.NONE, page.checked());
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<JsonText>> get(UUID id) {
        return reader.get(Entry.DEPARTMENT, caller.get(), id).map(Data::new);
    }

    @POST
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<RestResponse<Data<JsonText>>> create(@Valid @NotNull DepartmentRequest body) {
        return changes.create(Changing.DEPARTMENT, caller.get(), body.creation())
                .map(department -> created.at("/v1/departments/", department));
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> change(UUID id, @Valid @NotNull DepartmentRequest body) {
        return changes.change(Changing.DEPARTMENT, caller.get(), id, body.change())
                .map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> delete(UUID id) {
        return changes.delete(Changing.DEPARTMENT, caller.get(), id).map(Data::new);
    }
}
