package dev.prosa.access.apikey;

import dev.prosa.http.Data;
import dev.prosa.http.ListPage;
import dev.prosa.http.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** API keys, for an ADMIN who has logged in: a key has no role, so it makes no keys. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("ADMIN")
final class ApiKeysResource {

    private final ApiKeys keys;

    ApiKeysResource(ApiKeys keys) {
        this.keys = keys;
    }

    @POST
    public Uni<RestResponse<Data<CreatedApiKey>>> create(@NotNull @Valid NewApiKey body) {
        return keys.create(body).map(ApiKeysResource::created);
    }

    @GET
    public Uni<ListPage<ApiKeyView>> list(@BeanParam PageRequest page) {
        return keys.page(page.checked());
    }

    @GET
    @Path("{id}")
    public Uni<Data<ApiKeyView>> get(@PathParam("id") UUID id) {
        return keys.get(id).map(Data::new);
    }

    @DELETE
    @Path("{id}")
    public Uni<RestResponse<Void>> revoke(@PathParam("id") UUID id) {
        return keys.revoke(id).map(done -> RestResponse.noContent());
    }

    private static RestResponse<Data<CreatedApiKey>> created(CreatedApiKey key) {
        URI location = URI.create("/v1/api-keys/" + key.shown().id());
        return ResponseBuilder.<Data<CreatedApiKey>>created(location)
                .entity(new Data<>(key))
                .build();
    }
}
