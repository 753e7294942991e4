package dev.prosa.http;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Endpoints that go wrong in every way there is. */
@Path("/v1/probe")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProbeResource {

    enum Colour {
        RED,
        GREEN
    }

    record Content(@NotNull @Size(min = 1, max = 3) String text) {}

    record Item(@Valid Content content, Colour colour, Integer amount, UUID attendantId, Instant at) {}

    record Order(
            @Valid List<Item> items, List<@NotNull String> tags, Map<String, Object> metadata, @NotNull String name) {}

    @POST
    @Path("order")
    public Uni<Order> order(@NotNull @Valid Order order) {
        return Uni.createFrom().item(order);
    }

    @POST
    @Path("orders")
    public Uni<List<Order>> orders(@NotNull @Valid List<Order> orders) {
        return Uni.createFrom().item(orders);
    }

    @GET
    @Path("things/{id}")
    public Uni<String> thing(@PathParam("id") UUID id) {
        return Uni.createFrom().item("\"" + id + "\"");
    }

    @GET
    @Path("query")
    public Uni<List<Object>> query(
            @QueryParam("limit") @Min(1) @Max(100) Integer limit,
            @RestQuery Long after,
            @QueryParam("status") List<Colour> status,
            @QueryParam("unread") Boolean unread,
            @QueryParam("contactId") UUID contact,
            @QueryParam("q") String q) {
        return Uni.createFrom().item(List.of());
    }

    @GET
    @Path("fails/{how}")
    public Uni<String> fails(@PathParam("how") String how) {
        return Uni.createFrom().failure(fault(how));
    }

    private static Throwable fault(String how) {
        return switch (how) {
            case "refused" ->
                Problem.IN_USE.refused("Maria holds it").with(Map.of("assignedTo", Map.of("name", "Maria")));
            case "limited" -> Problem.RATE_LIMIT_EXCEEDED.refused().withHeaders(Map.of("Retry-After", "7"));
            case "away" -> new IllegalStateException(new ConnectException("refused: localhost/127.0.0.1:5432"));
            case "shutdown" -> new PgException("terminating connection", "FATAL", "57P01", null);
            default -> new IllegalStateException("a secret of the inside");
        };
    }
}
