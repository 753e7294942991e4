package dev.prosa.intake;

import dev.prosa.platform.DemoMode;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Plays contacts: makes up a message's external id and, if need be, picks the channel. */
@Singleton
final class Sandbox {

    private static final String CHANNEL =
            """
            select c.id from channel c
            where c.institution_id = $1 and c.deleted_at is null and ($2::uuid is null or c.id = $2)
            order by c.created_at, c.id limit 1""";

    private final Pool pool;
    private final Intake intake;
    private final DemoMode demo;

    Sandbox(Pool pool, Intake intake, DemoMode demo) {
        this.pool = pool;
        this.intake = intake;
        this.demo = demo;
    }

    /** Whether any agent may play a contact: in demo mode. */
    boolean isOpenToAgents() {
        return demo.isOn();
    }

    Uni<List<ItemAnswer>> simulate(UUID institution, SimulateRequest request) {
        InboundRequest message = request.as("sandbox-" + UUID.randomUUID());
        return channel(institution, request.channelId())
                .map(channel -> List.of(message.checked(institution, channel)))
                .chain(intake::take)
                .map(outcomes -> List.of(ItemAnswer.of(message.externalId(), outcomes.get(0))));
    }

    private Uni<UUID> channel(UUID institution, UUID wanted) {
        return pool.preparedQuery(CHANNEL)
                .execute(Tuple.of(institution, wanted))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next() : null)
                .onItem()
                .ifNull()
                .failWith(() -> wanted == null ? Problem.NOT_FOUND.refused("There is no channel") : unknown())
                .map((Row row) -> row.getUUID("id"));
    }

    private static RuntimeException unknown() {
        return Refused.field("channelId", "no such channel");
    }
}
