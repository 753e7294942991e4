package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.Data;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;

/** Messages of contacts, sent in by the adapter of a channel. */
@Path("/v1/channels/{channelId}/inbound")
@PermissionsAllowed(Permission.Names.MESSAGES_INGEST)
final class InboundResource {

    private final CurrentCaller caller;
    private final InboundService inbound;

    InboundResource(CurrentCaller caller, InboundService inbound) {
        this.caller = caller;
        this.inbound = inbound;
    }

    @POST
    public Uni<Data<List<InboundAnswer>>> take(UUID channelId, JsonNode body) {
        return inbound.take(caller.get().institution(), channelId, body).map(Data::new);
    }
}
