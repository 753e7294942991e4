package dev.prosa.directory;

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

/** The teams whose queues conversations wait in. */
@Path("/v1/departments")
@Produces(MediaType.APPLICATION_JSON)
final class DepartmentResource {

    private final CurrentCaller caller;
    private final DirectoryReader reader;
    private final Departments departments;

    DepartmentResource(CurrentCaller caller, DirectoryReader reader, Departments departments) {
        this.caller = caller;
        this.reader = reader;
        this.departments = departments;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<DepartmentResponse>> list(@BeanParam PageRequest page) {
        return reader.list(Department.class, caller.get(), ListFilter.NONE, page.checked())
                .map(found -> found.map(DepartmentResponse::of));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<DepartmentResponse>> get(UUID id) {
        return reader.get(Department.class, caller.get(), id)
                .map(DepartmentResponse::of)
                .map(Data::new);
    }

    @POST
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<RestResponse<Data<DepartmentResponse>>> create(
            @Valid @ConvertGroup(to = Creation.class) @NotNull DepartmentRequest body) {
        return departments
                .create(caller.get(), body)
                .map(department -> CreatedResponse.at("/v1/departments/", department));
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<DepartmentResponse>> change(UUID id, @Valid @NotNull DepartmentRequest body) {
        return departments.change(caller.get(), id, body).map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<DepartmentResponse>> delete(UUID id) {
        return departments.delete(caller.get(), id).map(Data::new);
    }
}
