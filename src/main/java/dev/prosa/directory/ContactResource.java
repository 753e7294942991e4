package dev.prosa.directory;

import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import dev.prosa.http.PageRequest;
import dev.prosa.problem.Problem;
import io.quarkus.security.Authenticated;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The people who write. Every agent may edit them. */
@Path("/v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
final class ContactResource {

    private final CurrentCaller caller;
    private final CreatedResponse created;
    private final DirectoryReader reader;
    private final DirectoryChanges changes;

    ContactResource(CurrentCaller caller, CreatedResponse created, DirectoryReader reader, DirectoryChanges changes) {
        this.caller = caller;
        this.created = created;
        this.reader = reader;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<JsonText>> list(
            @QueryParam("search") String search, @QueryParam("tags") List<String> tags, @BeanParam PageRequest page) {
        return reader.list(DirectoryTable.CONTACT, caller.get(), ListFilter.ofContacts(search, tags), page.checked());
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<JsonText>> get(UUID id) {
        return reader.get(DirectoryTable.CONTACT, caller.get(), id).map(Data::new);
    }

    @POST
    @Authenticated
    public Uni<RestResponse<Data<JsonText>>> create(@Valid @NotNull ContactRequest body) {
        return changes.create(DirectoryCommand.CONTACT, editor(), body.creation())
                .map(contact -> created.at("/v1/contacts/", contact));
    }

    @PUT
    @Path("{id}")
    @Authenticated
    public Uni<Data<JsonText>> change(UUID id, @Valid @NotNull ContactRequest body) {
        return changes.change(DirectoryCommand.CONTACT, editor(), id, body.change())
                .map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @Authenticated
    public Uni<Data<JsonText>> delete(UUID id) {
        return changes.delete(DirectoryCommand.CONTACT, editor(), id).map(Data::new);
    }

    private Caller editor() {
        Caller editor = caller.get();
        if (editor.isAgent() || editor.may(Permission.DIRECTORY_WRITE)) return editor;
        throw Problem.FORBIDDEN.refused("Needs the permission directory.write");
    }
}
