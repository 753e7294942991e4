package dev.prosa.directory;

import dev.prosa.platform.Data;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.ListPage;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** The teams whose queues conversations wait in. */
@Path("/v1/departments")
@PermissionsAllowed(Permission.Names.DIRECTORY_READ)
final class DepartmentResource {

    private final CurrentCaller caller;
    private final DirectoryReader reader;

    DepartmentResource(CurrentCaller caller, DirectoryReader reader) {
        this.caller = caller;
        this.reader = reader;
    }

    @GET
    public Uni<ListPage<JsonText>> list(@BeanParam @Valid PageRequest page) {
        return reader.list(Entry.DEPARTMENT, caller.get(), Filter.NONE, page);
    }

    @GET
    @Path("{id}")
    public Uni<Data<JsonText>> get(UUID id) {
        return reader.get(Entry.DEPARTMENT, caller.get(), id).map(Data::new);
    }
}
