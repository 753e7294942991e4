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

/** The teams whose queues conversations wait in. */
@Path("/v1/departments")
@Produces(MediaType.APPLICATION_JSON)
final class DepartmentResource {

    private final CurrentCaller caller;
    private final CreatedResponse created;
    private final DirectoryReader reader;
    private final DirectoryChanges changes;

    DepartmentResource(
            CurrentCaller caller, CreatedResponse created, DirectoryReader reader, DirectoryChanges changes) {
        this.caller = caller;
        this.created = created;
        this.reader = reader;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<JsonText>> list(@BeanParam PageRequest page) {
        return reader.list(DirectoryTable.DEPARTMENT, caller.get(), ListFilter.NONE, page.checked());
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<JsonText>> get(UUID id) {
        return reader.get(DirectoryTable.DEPARTMENT, caller.get(), id).map(Data::new);
    }

    @POST
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<RestResponse<Data<JsonText>>> create(@Valid @NotNull DepartmentRequest body) {
        return changes.create(DirectoryCommand.DEPARTMENT, caller.get(), body.creation())
                .map(department -> created.at("/v1/departments/", department));
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> change(UUID id, @Valid @NotNull DepartmentRequest body) {
        return changes.change(DirectoryCommand.DEPARTMENT, caller.get(), id, body.change())
                .map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> delete(UUID id) {
        return changes.delete(DirectoryCommand.DEPARTMENT, caller.get(), id).map(Data::new);
    }
}
