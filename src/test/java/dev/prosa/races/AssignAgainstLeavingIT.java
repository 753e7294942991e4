package dev.prosa.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.races.FeedLog.Event;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R6, R14, R15: up to 1,000 times an agent goes while conversations are given to it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AssignAgainstLeavingIT {

    private static LeavingRace race;

    @TestHTTPResource("/")
    URI node;

    @BeforeEach
    void raceOnce() {
        if (race == null) race = LeavingRace.runIn(TestInstitution.on(node, TestDatabase.ofTheService()));
    }

    @Test
    void assignment_isMade_orRefusedBecauseTheAgentIsGone() {
        assertThat(race.given).hasSize(4 * race.rounds);
        // both, or the race would prove nothing
        assertThat(race.given).containsOnly("200", "422 AGENT_NOT_IN_DEPARTMENT");
    }

    @Test
    void leavingAndReturning_alwaysSucceed() {
        assertThat(race.moved).containsOnly("200");
    }

    @Test
    void conversation_isNeverAssigned_toWhoMayNotHaveIt() {
        assertThat(race.heldWrongly).isEmpty();
    }

    @Test
    void feed_neverAssigns_toAnAgentThatItSaysIsGone() {
        replay(race.department);
        replay(race.institution.id());
    }

    private static void replay(UUID feed) {
        Map<String, String> holders = new HashMap<>();
        Set<String> gone = new HashSet<>();
        int removals = 0;
        for (Event event : FeedLog.of(race.institution, feed).events()) {
            String subject = event.data().path("agent").path("id").asText();
            if (event.isAboutAConversation())
                holders.put(event.conversation().path("id").asText(), event.holder());
            if (event.isOf("agent.added")) gone.remove(subject);
            if (event.isOf("agent.removed")) gone.add(subject);
            if (event.isOf("agent.removed")) removals++;
            assertThat(Collections.disjoint(holders.values(), gone))
                    .as("nobody who is gone holds anything after seq %s of %s", event.seq(), feed)
                    .isTrue();
        }
        assertThat(removals).isGreaterThan(race.rounds / 10);
    }
}
