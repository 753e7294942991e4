package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.CARLA;
import static dev.prosa.conversation.model.Examples.CHANNEL;
import static dev.prosa.conversation.model.Examples.CONTACT;
import static dev.prosa.conversation.model.Examples.EARLIER;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static dev.prosa.conversation.model.Examples.RETIRED;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.SUPPORT;
import static dev.prosa.conversation.model.Examples.THIS;
import static dev.prosa.conversation.model.Examples.TRIAGE;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.changes;
import static dev.prosa.conversation.model.Examples.opening;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Opened;
import dev.prosa.conversation.reference.InboundRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpeningTest {

    @Test
    void opening_emitsOpenedBeforeItsFirstMessage() {
        List<Change> changes = changes(InboundRules.open(opening(SALES), START));
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0)).isEqualTo(new Opened(empty(SALES, NOBODY)));
        assertThat(changes.get(1)).isEqualTo(new MessageAppended(active(SALES, NOBODY, 1, 0, 1, START, START, 2)));
    }

    @Test
    void opening_inbound_isPendingAndUnread_inTheChannelsDepartment() {
        ActiveConversation opened = outcome(InboundRules.open(opening(SUPPORT), START));
        assertThat(opened).isEqualTo(active(SUPPORT, NOBODY, 1, 0, 1, START, START, 2));
    }

    @Test
    void opening_inboundWithoutDepartment_isInTriage() {
        assertThat(outcome(InboundRules.open(opening(TRIAGE), START)).department())
                .isNull();
        assertThat(outcome(opening(TRIAGE).byApiKey(START)).department()).isNull();
    }

    @Test
    void opening_byAnApiKey_isPending_withNobodyWaiting() {
        List<Change> changes = changes(opening(SALES).byApiKey(START));
        ActiveConversation opened = ((MessageAppended) changes.get(1)).after();
        assertThat(changes).containsExactly(new Opened(empty(SALES, NOBODY)), new MessageAppended(opened));
        assertThat(opened).isEqualTo(active(SALES, NOBODY, 1, 0, 0, START, null, 2));
    }

    @Test
    void opening_byAnAgent_isAssignedFromTheFirstEvent() {
        List<Change> changes = changes(opening(SALES).byAgent(ANA, List.of(SALES), START));
        ActiveConversation opened = ((MessageAppended) changes.get(1)).after();
        assertThat(changes).containsExactly(new Opened(empty(SALES, ANA)), new MessageAppended(opened));
        assertThat(opened).isEqualTo(active(SALES, ANA, 1, 1, 0, START, null, 2));
    }

    @Test
    void agentOfChannelsDepartment_opensItThere() {
        assertThat(openedBy(CARLA, SUPPORT, List.of(SALES, SUPPORT))).isEqualTo(SUPPORT);
    }

    @Test
    void opening_byANonMember_isInItsFirstDepartment() {
        assertThat(openedBy(ANA, SUPPORT, List.of(SALES))).isEqualTo(SALES);
    }

    @Test
    void opening_withoutChannelDepartment_isInTheAgentsFirst() {
        assertThat(openedBy(CARLA, TRIAGE, List.of(SUPPORT, SALES))).isEqualTo(SUPPORT);
    }

    @Test
    void opening_byAnAgentWithoutDepartment_isInTriage() {
        assertThat(openedBy(NOVICE, SUPPORT, List.of())).isNull();
        assertThat(openedBy(NOVICE, TRIAGE, List.of())).isNull();
    }

    @Test
    void opening_byAnInactiveAgent_isRefused() {
        assertThat(refusal(opening(SALES).byAgent(RETIRED, List.of(SALES, SUPPORT), START)))
                .isEqualTo(Refusal.AGENT_NOT_IN_DEPARTMENT);
    }

    @Test
    void opening_namesItsPredecessor() {
        Opening following = new Opening(THIS, CHANNEL, CONTACT, SALES, EARLIER);
        Decision byAgent = following.byAgent(ANA, List.of(SALES), START);
        assertThat(Stream.of(following.byApiKey(START), byAgent, InboundRules.open(following, START))
                        .flatMap(decision -> changes(decision).stream()))
                .hasSize(6)
                .allSatisfy(change -> assertThat(change.after().previous()).isEqualTo(EARLIER));
    }

    private static DepartmentId openedBy(Agent agent, DepartmentId channelDepartment, List<DepartmentId> byName) {
        return outcome(opening(channelDepartment).byAgent(agent, byName, START)).department();
    }

    private static ActiveConversation empty(DepartmentId department, Agent assignee) {
        return active(department, assignee, 0, 0, 0, START, null, 1);
    }
}
