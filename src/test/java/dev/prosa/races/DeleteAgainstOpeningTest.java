package dev.prosa.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.races.FeedLog.Event;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 320 times each a department or a channel is deleted while a transfer, an agent, a channel or a message goes there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeleteAgainstOpeningTest {

    private static final int ROUNDS = DeletingRace.LINES * DeletingRace.ROUNDS_EACH;

    private static DeletingRace race;

    @TestHTTPResource("/")
    URI node;

    @BeforeEach
    void raceOnce() {
        if (race == null) race = DeletingRace.runIn(World.on(node, TestDatabase.ofTheService()));
    }

    @Test
    void atNoMomentAnythingIsWhereNothingIsAnyMore() {
        assertThat(race.adrift).isEmpty();
    }

    @Test
    void ofATransferAndTheDeletionOfItsDepartmentOneIsRefused() {
        assertEachHappened(race.transfers, "200 | 409 IN_USE", "400 VALIDATION_ERROR | 200");
    }

    @Test
    void ofAChannelAndTheDeletionOfTheDepartmentItIsLedToOneIsRefused() {
        assertEachHappened(race.leadings, "200 | 409 IN_USE", "400 VALIDATION_ERROR | 200");
    }

    @Test
    void whoJoinsADepartmentDoesNotKeepItFromBeingDeleted() {
        assertEachHappened(race.joinings, "200 | 200", "400 VALIDATION_ERROR | 200");
    }

    @Test
    void aMessageIsAlwaysTakenAndHoldsTheDepartmentItOpensIn() {
        assertEachHappened(race.openings, "200 | 200", "200 | 409 IN_USE");
    }

    @Test
    void ofAMessageAndTheDeletionOfItsChannelOneIsRefused() {
        assertEachHappened(race.arrivals, "200 | 200 | 409 IN_USE", "404 NOT_FOUND | 404 NOT_FOUND | 200");
    }

    @Test
    void theFeedOfADeletedDepartmentEndsWithItAndLeavesNobodyIn() {
        List<String> deleted = race.world.column(
                "select id from department where institution_id = ? and deleted_at is not null",
                race.world.institution());
        for (String department : deleted) {
            List<Event> events =
                    FeedLog.of(race.world, UUID.fromString(department)).events();
            Set<String> members = new HashSet<>();
            for (Event event : events) {
                String agent = event.data().path("agent").path("id").asText();
                if (event.isOf("agent.added")) members.add(agent);
                if (event.isOf("agent.removed")) members.remove(agent);
            }
            assertThat(members).isEmpty();
            assertThat(events.get(events.size() - 1).type()).isEqualTo("department.deleted");
        }
        assertThat(deleted).hasSizeGreaterThan(100);
    }

    /** Nothing but these, and each of them, or the race would prove nothing. */
    private static void assertEachHappened(Collection<String> outcomes, String... expected) {
        assertThat(outcomes).hasSize(ROUNDS).containsOnly(expected);
    }
}
