package dev.prosa.cluster;

import dev.prosa.testing.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How many events each department has, as its feed in the database tells. */
final class Heads {

    private static final String EVENTS =
            "select count(*) from feed_event e join feed f on f.id = e.feed_id where f.department_id = ?";

    private Heads() {}

    static Map<String, Long> of(World world, List<UUID> departments) {
        return departments.stream().collect(Collectors.toMap(UUID::toString, id -> world.query(EVENTS, id)));
    }
}
