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
import jakarta.validation.constraints.PositiveOrZero;
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
    private final Commands commands;

    CommandResource(CurrentCaller caller, Commands commands) {
        this.caller = caller;
        this.commands = commands;
    }

    /** @param note up to 1,024 characters, kept in the history */
    record CloseRequest(String note) {}

    /** @param upToSeq the last message that was read, 0 or more; null: all */
    record ReadRequest(@PositiveOrZero Long upToSeq) {}

    @Produces
    @Singleton
    static ProtectedHeader ifMatch() {
        return new ProtectedHeader("If-Match");
    }

    @PATCH
    @Path("assign")
    public Uni<Data<JsonText>> assign(
            UUID id, @NotNull AssignRequest request, @HeaderParam("If-Match") String ifMatch) {
        return commands.assign(caller.get(), id, IfMatch.of(ifMatch), request.checked())
                .map(Data::new);
    }

    @PATCH
    @Path("transfer")
    public Uni<Data<JsonText>> transfer(
            UUID id, @NotNull TransferRequest request, @HeaderParam("If-Match") String ifMatch) {
        return commands.transfer(caller.get(), id, IfMatch.of(ifMatch), request.checked())
                .map(Data::new);
    }

    @PATCH
    @Path("close")
    @Consumes(MediaType.WILDCARD)
    public Uni<Data<JsonText>> close(UUID id, CloseRequest request, @HeaderParam("If-Match") String ifMatch) {
        String note = request == null ? null : request.note();
        Notes.check(note);
        return commands.close(caller.get(), id, IfMatch.of(ifMatch), note).map(Data::new);
    }

    @PATCH
    @Path("read")
    @Consumes(MediaType.WILDCARD)
    public Uni<Data<JsonText>> read(UUID id, @Valid ReadRequest request, @HeaderParam("If-Match") String ifMatch) {
        return commands.read(caller.get(), id, IfMatch.of(ifMatch), request == null ? null : request.upToSeq())
                .map(Data::new);
    }
}
