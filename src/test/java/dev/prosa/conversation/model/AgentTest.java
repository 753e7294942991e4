package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static dev.prosa.conversation.model.Examples.RETIRED;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.SUPPORT;
import static dev.prosa.conversation.model.Examples.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentTest {

    @Test
    void aMemberMayBeAssignedInItsDepartmentOnly() {
        assertThat(ANA.mayBeAssignedIn(SALES)).isTrue();
        assertThat(ANA.mayBeAssignedIn(SUPPORT)).isFalse();
    }

    @Test
    void anyActiveAgentMayBeAssignedInTriage() {
        assertThat(NOVICE.mayBeAssignedIn(TRIAGE)).isTrue();
    }

    @Test
    void anInactiveAgentMayBeAssignedNowhere() {
        assertThat(RETIRED.mayBeAssignedIn(SALES)).isFalse();
        assertThat(RETIRED.mayBeAssignedIn(TRIAGE)).isFalse();
    }

    @Test
    void anUnknownAgentMayBeAssignedNowhere() {
        Agent unknown = Agent.unknown(ANA.id());
        assertThat(unknown.mayBeAssignedIn(SALES)).isFalse();
        assertThat(unknown.mayBeAssignedIn(TRIAGE)).isFalse();
    }

    @Test
    void itsDepartmentsAreThoseOfTheMomentItWasMade() {
        Set<DepartmentId> departments = new HashSet<>(Set.of(SALES));
        Agent agent = new Agent(ANA.id(), true, departments);
        departments.add(SUPPORT);
        assertThat(agent.departments()).containsExactly(SALES);
    }
}
