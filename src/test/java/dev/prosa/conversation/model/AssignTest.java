package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.BRUNO;
import static dev.prosa.conversation.model.Examples.CARLA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static dev.prosa.conversation.model.Examples.RETIRED;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.TRIAGE;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.assignedTo;
import static dev.prosa.conversation.model.Examples.changes;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.model.Examples.refusal;
import static dev.prosa.conversation.model.Refusal.AGENT_NOT_IN_DEPARTMENT;
import static dev.prosa.conversation.model.Refusal.ALREADY_ASSIGNED;
import static dev.prosa.conversation.model.Refusal.CONVERSATION_CLOSED;
import static dev.prosa.conversation.reference.InboundRules.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Assigned;
import org.junit.jupiter.api.Test;

class AssignTest {

    @Test
    void pending_assigned_becomesOpen() {
        ActiveConversation after = active(SALES, ANA, 1, 0, 1, minute(1), START, 3);
        assertThat(onlyChange(pendingIn(SALES).assign(ANA, minute(1)))).isEqualTo(new Assigned(after, null));
    }

    @Test
    void open_assignedToAnother_changesAssignee() {
        Assigned assigned = (Assigned) onlyChange(assignedTo(ANA).assign(CARLA, minute(1)));
        assertThat(assigned.after().assignee()).isEqualTo(CARLA.id());
        assertThat(assigned.after().status()).isEqualTo(Status.OPEN);
        assertThat(assigned.previousAssignee()).isEqualTo(ANA.id());
    }

    @Test
    void open_unassigned_returnsToItsQueue() {
        Assigned given = (Assigned) onlyChange(assignedTo(ANA).assign(NOBODY, minute(1)));
        assertThat(given.after().assignee()).isNull();
        assertThat(given.after().status()).isEqualTo(Status.PENDING);
        assertThat(given.after().department()).isEqualTo(SALES);
        assertThat(given.previousAssignee()).isEqualTo(ANA.id());
    }

    @Test
    void assign_toTheSameAssignee_changesNothing() {
        assertThat(changes(assignedTo(ANA).assign(ANA, minute(1)))).isEmpty();
    }

    @Test
    void pending_unassigned_changesNothing() {
        assertThat(changes(pendingIn(SALES).assign(NOBODY, minute(1)))).isEmpty();
    }

    @Test
    void assign_outsideTriage_needsAnActiveMember() {
        assertThat(refusal(pendingIn(SALES).assign(BRUNO, minute(1)))).isEqualTo(AGENT_NOT_IN_DEPARTMENT);
        assertThat(refusal(pendingIn(SALES).assign(RETIRED, minute(1)))).isEqualTo(AGENT_NOT_IN_DEPARTMENT);
        assertThat(refusal(pendingIn(SALES).assign(Agent.unknown(ANA.id()), minute(1))))
                .isEqualTo(AGENT_NOT_IN_DEPARTMENT);
    }

    @Test
    void assign_inTriage_takesAnyActiveAgent() {
        assertThat(outcome(pendingIn(TRIAGE).assign(NOVICE, minute(1))).assignee())
                .isEqualTo(NOVICE.id());
        assertThat(refusal(pendingIn(TRIAGE).assign(RETIRED, minute(1)))).isEqualTo(AGENT_NOT_IN_DEPARTMENT);
    }

    @Test
    void assign_leavesMessagesAndWaiting() {
        ActiveConversation after = outcome(assignedTo(ANA).assign(CARLA, minute(1)));
        assertThat(after.unreadCount()).isEqualTo(1);
        assertThat(after.lastSeq()).isEqualTo(1);
        assertThat(after.waitingSince()).isEqualTo(START);
    }

    @Test
    void updatedAt_movesForwardOnly() {
        ActiveConversation later = outcome(receive(assignedTo(ANA), minute(5)));
        assertThat(outcome(later.assign(CARLA, minute(6))).updatedAt()).isEqualTo(minute(6));
        assertThat(outcome(later.assign(CARLA, minute(4))).updatedAt()).isEqualTo(minute(5));
        assertThat(outcome(later.assign(NOBODY, minute(6))).updatedAt()).isEqualTo(minute(6));
    }

    @Test
    void assign_expectingTheAssignee_isCarriedOut() {
        assertThat(assignedTo(ANA).assignExpecting(ANA.id(), CARLA, minute(1)))
                .isEqualTo(assignedTo(ANA).assign(CARLA, minute(1)));
        assertThat(assignedTo(ANA).assignExpecting(ANA.id(), NOBODY, minute(1)))
                .isEqualTo(assignedTo(ANA).assign(NOBODY, minute(1)));
    }

    @Test
    void assign_expectingNobody_takesAnUnassignedOne() {
        assertThat(pendingIn(SALES).assignExpecting(null, ANA, minute(1)))
                .isEqualTo(pendingIn(SALES).assign(ANA, minute(1)));
    }

    @Test
    void assign_expectingAnotherAssignee_isRefused() {
        assertThat(refusal(assignedTo(ANA).assignExpecting(null, CARLA, minute(1))))
                .isEqualTo(ALREADY_ASSIGNED);
        assertThat(refusal(assignedTo(ANA).assignExpecting(CARLA.id(), CARLA, minute(1))))
                .isEqualTo(ALREADY_ASSIGNED);
        assertThat(refusal(assignedTo(ANA).assignExpecting(null, NOBODY, minute(1))))
                .isEqualTo(ALREADY_ASSIGNED);
    }

    @Test
    void assign_expectingNobodyOfAnAssignedOne_isRefused() {
        assertThat(outcome(pendingIn(SALES).assignExpecting(ANA.id(), CARLA, minute(1)))
                        .assignee())
                .isEqualTo(CARLA.id());
    }

    @Test
    void assign_checksTheExpectation_beforeTheAgent() {
        assertThat(refusal(assignedTo(ANA).assignExpecting(null, BRUNO, minute(1))))
                .isEqualTo(ALREADY_ASSIGNED);
        assertThat(refusal(assignedTo(ANA).assignExpecting(ANA.id(), BRUNO, minute(1))))
                .isEqualTo(AGENT_NOT_IN_DEPARTMENT);
    }

    @Test
    void assign_ofAClosedOne_isRefusedFirst() {
        assertThat(refusal(closed().decide(it -> it.assign(CARLA, minute(1))))).isEqualTo(CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.assign(BRUNO, minute(1))))).isEqualTo(CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.assign(ANA, minute(1))))).isEqualTo(CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.assignExpecting(null, ANA, minute(1)))))
                .isEqualTo(CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.assign(NOBODY, minute(1))))).isEqualTo(CONVERSATION_CLOSED);
    }
}
