package dev.prosa.cluster;

import dev.prosa.testing.TestInstitution;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How many events each department has, as its feed in the database says. */
final class FeedHeads {

    private static final String EVENTS =
            "select count(*) from feed_event e join feed f on f.id = e.feed_id where f.department_id = ?";

    private FeedHeads() {}

    static Map<String, Long> of(TestInstitution institution, List<UUID> departments) {
        return departments.stream().collect(Collectors.toMap(UUID::toString, id -> institution.query(EVENTS, id)));
    }
}
