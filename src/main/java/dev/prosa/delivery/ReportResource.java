package dev.prosa.delivery;

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

/** Delivery reports, sent in by the adapter of a channel. */
@Path("/v1/channels/{channelId}/reports")
@PermissionsAllowed(Permission.Names.MESSAGES_INGEST)
final class ReportResource {

    private final CurrentCaller caller;
    private final ReportService reports;

    ReportResource(CurrentCaller caller, ReportService reports) {
        this.caller = caller;
        this.reports = reports;
    }

    @POST
    public Uni<Data<List<ReportAnswer>>> take(UUID channelId, JsonNode body) {
        return reports.take(caller.get().institution(), channelId, body).map(Data::new);
    }
}
