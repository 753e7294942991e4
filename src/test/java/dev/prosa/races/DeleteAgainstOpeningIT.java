package dev.prosa.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Up to 320 times each a department or a channel is deleted while a transfer, an agent, a channel or a message goes there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeleteAgainstOpeningIT {

    /** Of each deleted department the type of its feed's last event. */
    private static final String LAST_EVENTS =
            """
            select (select e.type from feed_event e where e.institution_id = d.institution_id and e.feed_id = d.id
                    order by e.seq desc limit 1)
            from department d where d.institution_id = ? and d.deleted_at is not null""";

    /** Agents of whom the feed of a deleted department says that they came and not that they went. */
    private static final String LEFT_IN =
            """
            select e.subject_agent from feed_event e
            join department d on d.institution_id = e.institution_id and d.id = e.feed_id and d.deleted_at is not null
            where e.institution_id = ? and e.subject_agent is not null
            group by e.feed_id, e.subject_agent
            having sum(case when e.type = 'agent.added' then 1 else -1 end) <> 0""";

    private static DeletingRace race;

    @TestHTTPResource("/")
    URI node;

    @BeforeEach
    void raceOnce() {
        if (race == null) race = DeletingRace.runIn(TestInstitution.on(node, TestDatabase.ofTheService()));
    }

    @Test
    void deleted_isReferencedByNothing() {
        assertThat(race.danglingReferences).isEmpty();
    }

    @Test
    void transfer_andDepartmentDeletion_oneIsRefused() {
        assertEachHappened(race.transfers, "200 | 409 IN_USE", "400 VALIDATION_ERROR | 200");
    }

    @Test
    void channelMove_andDepartmentDeletion_oneIsRefused() {
        assertEachHappened(race.channelMoves, "200 | 409 IN_USE", "400 VALIDATION_ERROR | 200");
    }

    @Test
    void member_joining_doesNotPreventTheDeletion() {
        assertEachHappened(race.joinings, "200 | 200", "400 VALIDATION_ERROR | 200");
    }

    @Test
    void message_isAlwaysTaken_andKeepsItsDepartment() {
        assertEachHappened(race.openings, "200 | 200", "200 | 409 IN_USE");
    }

    @Test
    void message_andChannelDeletion_oneIsRefused() {
        assertEachHappened(race.arrivals, "200 | 200 | 409 IN_USE", "404 NOT_FOUND | 404 NOT_FOUND | 200");
    }

    @Test
    void feed_ofADeletedDepartment_ends_andRevokesEverybody() {
        List<String> last = race.institution.column(LAST_EVENTS, race.institution.id());

        assertThat(last).hasSizeGreaterThan(race.rounds * 5 / 16).containsOnly("department.deleted");
        assertThat(race.institution.column(LEFT_IN, race.institution.id())).isEmpty();
    }

    /** Nothing but these, and each of them, or the race would prove nothing. */
    private static void assertEachHappened(Collection<String> outcomes, String... expected) {
        assertThat(outcomes).hasSize(race.rounds).containsOnly(expected);
    }
}
