package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.problem.Refused;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a change of role, activity and memberships means for the feeds an agent may see (R14). */
class RightsChangeTest {

    private static final UUID TRIAGE = new UUID(0, 1);
    private static final UUID SALES = new UUID(0, 2);
    private static final UUID SUPPORT = new UUID(0, 3);
    private static final UUID ANA = new UUID(1, 1);
    private static final List<UUID> ALL = List.of(SALES, SUPPORT);

    private static AgentVisibility agent(Role role, UUID... departments) {
        return new AgentVisibility(true, role, Set.of(departments));
    }

    private static AgentVisibility inactive(UUID... departments) {
        return new AgentVisibility(false, Role.SUPERVISOR, Set.of(departments));
    }

    private static List<String> emitted(AgentVisibility before, AgentVisibility after) {
        var departments = new AgentDepartments(ALL, before.departments(), after.departments());
        return new RightsChange(before.feeds(TRIAGE, ALL), after.feeds(TRIAGE, ALL), departments)
                .events(ANA, "Ana").stream()
                        .map(event -> feed(event.feed()) + " " + event.type() + (event.accessEnded() ? " ended" : ""))
                        .toList();
    }

    private static String feed(UUID id) {
        return id.equals(TRIAGE) ? "triage" : id.equals(SALES) ? "sales" : "support";
    }

    @Test
    void agent_inADepartment_seesItAndTriage() {
        assertThat(agent(Role.AGENT, SALES).feeds(TRIAGE, ALL)).containsExactlyInAnyOrder(TRIAGE, SALES);
    }

    @Test
    void supervisor_withoutDepartments_seesAll() {
        assertThat(agent(Role.SUPERVISOR).feeds(TRIAGE, ALL)).containsExactlyInAnyOrder(TRIAGE, SALES, SUPPORT);
    }

    @Test
    void inactiveAgent_seesNothing() {
        assertThat(inactive(SALES).feeds(TRIAGE, ALL)).isEmpty();
    }

    @Test
    void agentThatMoves_losesOneFeedAndGetsAnother() {
        assertThat(emitted(agent(Role.AGENT, SALES), agent(Role.AGENT, SUPPORT)))
                .containsExactly("sales agent.removed ended", "support agent.added");
    }

    @Test
    void supervisorThatMoves_keepsSeeingBoth() {
        assertThat(emitted(agent(Role.SUPERVISOR, SALES), agent(Role.SUPERVISOR, SUPPORT)))
                .containsExactly("sales agent.removed", "support agent.added");
    }

    @Test
    void promotion_isSaidWhereItOpensAFeed() {
        assertThat(emitted(agent(Role.AGENT, SALES), agent(Role.ADMIN, SALES))).containsExactly("support agent.added");
        assertThat(emitted(agent(Role.SUPERVISOR, SALES), agent(Role.ADMIN, SALES)))
                .isEmpty();
    }

    @Test
    void deactivation_endsEveryRight() {
        assertThat(emitted(agent(Role.SUPERVISOR), inactive()))
                .containsExactly(
                        "triage agent.removed ended", "sales agent.removed ended", "support agent.removed ended");
    }

    @Test
    void inactiveAgentThatMoves_isNotSaid() {
        assertThat(emitted(inactive(SALES), inactive(SUPPORT))).isEmpty();
    }

    @Test
    void unknownDepartment_isRefused() {
        assertThatThrownBy(() -> new AgentDepartments(ALL, Set.of(), Set.of(UUID.randomUUID())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void event_namesTheAgentAsTheDatabaseWritesNames() {
        assertThat(DirectoryEvent.agentAdded(SALES, ANA, "A\"\u0001\u001f\n/é\u2028")
                        .data())
                .isEqualTo("{\"agent\":{\"id\":\"" + ANA + "\",\"name\":\"A\\\"\\u0001\\u001f\\n/é\u2028\"}}");
    }
}
