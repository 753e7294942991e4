package dev.prosa.directory.contact;

import dev.prosa.directory.Caller;
import dev.prosa.directory.CreatedResponse;
import dev.prosa.directory.Creation;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.DirectoryReader;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.http.ListPage;
import dev.prosa.http.PageRequest;
import dev.prosa.problem.Problem;
import io.quarkus.security.Authenticated;
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
    private final DirectoryReader reader;
    private final Contacts contacts;

    ContactResource(CurrentCaller caller, DirectoryReader reader, Contacts contacts) {
        this.caller = caller;
        this.reader = reader;
        this.contacts = contacts;
    }

    @GET
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<ListPage<ContactResponse>> list(
            @QueryParam("search") String search, @QueryParam("tags") List<String> tags, @BeanParam PageRequest page) {
        return reader.list(Contact.class, caller.get(), ContactFilter.of(search, tags), page.checked())
                .map(found -> found.map(ContactResponse::of));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(Permission.Names.DIRECTORY_READ)
    public Uni<Data<ContactResponse>> get(UUID id) {
        return reader.get(Contact.class, caller.get(), id)
                .map(ContactResponse::of)
                .map(Data::new);
    }

    @POST
    @Authenticated
    public Uni<RestResponse<Data<ContactResponse>>> create(
            @Valid @ConvertGroup(to = Creation.class) @NotNull ContactRequest body) {
        return contacts.create(editor(), body).map(contact -> CreatedResponse.at("/v1/contacts/", contact));
    }

    @PUT
    @Path("{id}")
    @Authenticated
    public Uni<Data<ContactResponse>> change(UUID id, @Valid @NotNull ContactRequest body) {
        return contacts.change(editor(), id, body).map(Data::new);
    }

    @DELETE
    @Path("{id}")
    @Authenticated
    public Uni<Data<ContactResponse>> delete(UUID id) {
        return contacts.delete(editor(), id).map(Data::new);
    }

    private Caller editor() {
        Caller editor = caller.get();
        if (editor.isAgent() || editor.may(Permission.DIRECTORY_WRITE)) return editor;
        throw Problem.FORBIDDEN.refused("Needs the permission directory.write");
    }
}
