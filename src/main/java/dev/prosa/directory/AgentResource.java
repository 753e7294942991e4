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

/** The people who answer. An AGENT sees {@code id, name, departmentIds} of them. */
@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
final class AgentResource {

    private final CurrentCaller caller;
    private final CreatedResponse created;
    private final DirectoryReader reader;
    private final Agents agents;

    AgentResource(CurrentCaller caller, CreatedResponse created, DirectoryReader reader, Agents agents) {
        this.caller = caller;
        this.created = created;
        this.reader = reader;
        this.agents = agents;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<JsonText>> list(@BeanParam PageRequest page) {
        return reader.list(DirectoryTable.agentFor(caller.get()), caller.get(), ListFilter.NONE, page.checked());
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<JsonText>> get(UUID id) {
        return reader.get(DirectoryTable.agentFor(caller.get()), caller.get(), id)
                .map(Data::new);
    }

    @POST
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<RestResponse<Data<JsonText>>> create(@Valid @NotNull AgentRequest body) {
        return agents.create(caller.get(), body).map(agent -> created.at("/v1/agents/", agent));
    }

    @PUT
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> change(UUID id, @Valid @NotNull AgentRequest body) {
        return agents.change(caller.get(), id, body).map(Data::new);
    }

    @PUT
    @Path("{id}/departments")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> place(UUID id, @Valid @NotNull DepartmentsRequest body) {
        return agents.place(caller.get(), id, body.departmentIds()).map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_WRITE)
    public Uni<Data<JsonText>> delete(UUID id) {
        return agents.delete(caller.get(), id).map(Data::new);
    }
}
