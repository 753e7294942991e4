package dev.prosa.conversation;

import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import dev.prosa.http.ProtectedHeader;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** What agents do to a conversation; each answers with the conversation as it left it. */
@Path("/v1/conversations/{id}")
@PermissionsAllowed(Permission.Names.CONVERSATIONS_WRITE)
final class CommandResource {

    private final CurrentCaller caller;
    private final AssignConversation assigning;
    private final TransferConversation transferring;
    private final CloseConversation closing;
    private final ReadConversation reading;

    CommandResource(
            CurrentCaller caller,
            AssignConversation assigning,
            TransferConversation transferring,
            CloseConversation closing,
            ReadConversation reading) {
        this.caller = caller;
        this.assigning = assigning;
        this.transferring = transferring;
        this.closing = closing;
        this.reading = reading;
    }

    @Produces
    @Singleton
    static ProtectedHeader ifMatch() {
        return new ProtectedHeader("If-Match");
    }

    @PATCH
    @Path("assign")
    public Uni<Data<JsonText>> assign(
            UUID id, @NotNull AssignRequest request, @HeaderParam("If-Match") String ifMatch) {
        return assigning
                .assign(caller.get(), id, IfMatch.of(ifMatch), request.checked())
                .map(Data::new);
    }

    @PATCH
    @Path("transfer")
    public Uni<Data<JsonText>> transfer(
            UUID id, @NotNull TransferRequest request, @HeaderParam("If-Match") String ifMatch) {
        return transferring
                .transfer(caller.get(), id, IfMatch.of(ifMatch), request.checked())
                .map(Data::new);
    }

    @PATCH
    @Path("close")
    @Consumes(MediaType.WILDCARD)
    public Uni<Data<JsonText>> close(UUID id, CloseRequest request, @HeaderParam("If-Match") String ifMatch) {
        CloseRequest given = request == null ? CloseRequest.WITHOUT_NOTE : request.checked();
        return closing.close(caller.get(), id, IfMatch.of(ifMatch), given).map(Data::new);
    }

    @PATCH
    @Path("read")
    @Consumes(MediaType.WILDCARD)
    public Uni<Data<JsonText>> read(UUID id, @Valid ReadRequest request, @HeaderParam("If-Match") String ifMatch) {
        ReadRequest given = request == null ? ReadRequest.ALL : request;
        return reading.read(caller.get(), id, IfMatch.of(ifMatch), given).map(Data::new);
    }
}
