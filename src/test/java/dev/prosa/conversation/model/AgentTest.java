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
    void member_isAssignable_inItsDepartmentsOnly() {
        assertThat(ANA.mayBeAssignedIn(SALES)).isTrue();
        assertThat(ANA.mayBeAssignedIn(SUPPORT)).isFalse();
    }

    @Test
    void agent_active_isAssignableInTriage() {
        assertThat(NOVICE.mayBeAssignedIn(TRIAGE)).isTrue();
    }

    @Test
    void agent_inactive_isNotAssignable() {
        assertThat(RETIRED.mayBeAssignedIn(SALES)).isFalse();
        assertThat(RETIRED.mayBeAssignedIn(TRIAGE)).isFalse();
    }

    @Test
    void agent_unknown_isNotAssignable() {
        Agent unknown = Agent.unknown(ANA.id());
        assertThat(unknown.mayBeAssignedIn(SALES)).isFalse();
        assertThat(unknown.mayBeAssignedIn(TRIAGE)).isFalse();
    }

    @Test
    void departments_areFixedAtConstruction() {
        Set<DepartmentId> departments = new HashSet<>(Set.of(SALES));
        Agent agent = new Agent(ANA.id(), true, departments);
        departments.add(SUPPORT);
        assertThat(agent.departments()).containsExactly(SALES);
    }
}
