package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Destination.toAgent;
import static dev.prosa.conversation.model.Destination.toAgentIn;
import static dev.prosa.conversation.model.Destination.toDepartment;
import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.BRUNO;
import static dev.prosa.conversation.model.Examples.CARLA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static dev.prosa.conversation.model.Examples.RETIRED;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.SUPPORT;
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
import static dev.prosa.conversation.model.Refusal.CONVERSATION_CLOSED;
import static dev.prosa.conversation.reference.InboundRules.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.prosa.conversation.model.Change.Transferred;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransferTest {

    @Test
    void transfer_toADepartment_isPendingThere() {
        ActiveConversation before = assignedTo(ANA);
        ActiveConversation after = active(SUPPORT, NOBODY, 1, 0, 1, minute(1), START, before.version() + 2);
        assertThat(onlyChange(before.transfer(toDepartment(SUPPORT).withNote("a refund"), minute(1))))
                .isEqualTo(new Transferred(after, SALES, ANA.id(), "a refund"));
    }

    @Test
    void transfer_toTriage_differsFromNoDepartment() {
        assertThat(outcome(assignedTo(ANA).transfer(toDepartment(TRIAGE), minute(1)))
                        .department())
                .isNull();
        assertThat(outcome(assignedTo(ANA).transfer(toAgentIn(TRIAGE, CARLA), minute(1)))
                        .department())
                .isNull();
        assertThat(outcome(assignedTo(ANA).transfer(toAgent(CARLA), minute(1))).department())
                .isEqualTo(SALES);
    }

    @Test
    void transfer_toAnAgent_staysInItsDepartment_assigned() {
        Transferred moved = transferred(assignedTo(ANA).transfer(toAgent(CARLA), minute(1)));
        assertThat(moved.after().assignee()).isEqualTo(CARLA.id());
        assertThat(moved.after().status()).isEqualTo(Status.OPEN);
        assertThat(moved.fromDepartment()).isEqualTo(SALES);
        assertThat(moved.fromAssignee()).isEqualTo(ANA.id());
    }

    @Test
    void transfer_ofAPendingOneToAnAgent_opensIt() {
        Transferred moved = transferred(pendingIn(SALES).transfer(toAgent(ANA), minute(1)));
        assertThat(moved.after().status()).isEqualTo(Status.OPEN);
        assertThat(moved.fromAssignee()).isNull();
    }

    @Test
    void transfer_toAnAgentInADepartment_assignsThere() {
        ActiveConversation after = outcome(assignedTo(ANA).transfer(toAgentIn(SUPPORT, BRUNO), minute(1)));
        assertThat(after.department()).isEqualTo(SUPPORT);
        assertThat(after.assignee()).isEqualTo(BRUNO.id());
        assertThat(after.status()).isEqualTo(Status.OPEN);
    }

    @Test
    void transfer_byItsAssignee_mayKeepIt() {
        ActiveConversation after = outcome(assignedTo(CARLA).transfer(toAgentIn(SUPPORT, CARLA), minute(1)));
        assertThat(after.department()).isEqualTo(SUPPORT);
        assertThat(after.assignee()).isEqualTo(CARLA.id());
    }

    @Test
    void transfer_toAnAgent_needsAMemberOfTheTarget() {
        assertThat(refusal(assignedTo(ANA).transfer(toAgent(BRUNO), minute(1)))).isEqualTo(AGENT_NOT_IN_DEPARTMENT);
        assertThat(refusal(assignedTo(ANA).transfer(toAgentIn(SUPPORT, ANA), minute(1))))
                .isEqualTo(AGENT_NOT_IN_DEPARTMENT);
        assertThat(refusal(assignedTo(ANA).transfer(toAgentIn(SALES, RETIRED), minute(1))))
                .isEqualTo(AGENT_NOT_IN_DEPARTMENT);
    }

    @Test
    void transfer_inTriage_takesAnyActiveAgent() {
        assertThat(outcome(assignedTo(ANA).transfer(toAgentIn(TRIAGE, NOVICE), minute(1)))
                        .assignee())
                .isEqualTo(NOVICE.id());
        assertThat(refusal(assignedTo(ANA).transfer(toAgentIn(TRIAGE, RETIRED), minute(1))))
                .isEqualTo(AGENT_NOT_IN_DEPARTMENT);
    }

    @Test
    void transfer_acrossDepartments_isTwoEventsAndVersions() {
        ActiveConversation before = assignedTo(ANA);
        Transferred moved = transferred(before.transfer(toDepartment(SUPPORT), minute(1)));
        assertThat(isAcrossDepartments(moved)).isTrue();
        assertThat(moved.after().version()).isEqualTo(before.version() + 2);
    }

    @Test
    void transfer_intoOrOutOfTriage_isAcrossDepartments() {
        assertThat(isAcrossDepartments(transferred(assignedTo(ANA).transfer(toDepartment(TRIAGE), minute(1)))))
                .isTrue();
        assertThat(isAcrossDepartments(transferred(pendingIn(TRIAGE).transfer(toDepartment(SALES), minute(1)))))
                .isTrue();
    }

    @Test
    void transfer_withinADepartment_isOneEventAndVersion() {
        ActiveConversation before = assignedTo(ANA);
        Transferred moved = transferred(before.transfer(toAgent(CARLA), minute(1)));
        assertThat(isAcrossDepartments(moved)).isFalse();
        assertThat(moved.after().version()).isEqualTo(before.version() + 1);
    }

    @Test
    void transfer_ofAnOpenOneToItsDepartment_unassigns() {
        ActiveConversation before = assignedTo(ANA);
        Transferred back = transferred(before.transfer(toDepartment(SALES), minute(1)));
        assertThat(back.after().status()).isEqualTo(Status.PENDING);
        assertThat(back.after().assignee()).isNull();
        assertThat(back.after().version()).isEqualTo(before.version() + 1);
    }

    @Test
    void transfer_toWhereItIs_changesNothing() {
        assertThat(changes(pendingIn(SALES).transfer(toDepartment(SALES), minute(1))))
                .isEmpty();
        assertThat(changes(pendingIn(TRIAGE).transfer(toDepartment(TRIAGE), minute(1))))
                .isEmpty();
        assertThat(changes(assignedTo(ANA).transfer(toAgent(ANA), minute(1)))).isEmpty();
        assertThat(changes(assignedTo(ANA).transfer(toAgentIn(SALES, ANA), minute(1))))
                .isEmpty();
    }

    @Test
    void transfer_toWhereItIsWithANote_changesNothing() {
        assertThat(changes(pendingIn(SALES).transfer(toDepartment(SALES).withNote("still yours"), minute(1))))
                .isEmpty();
    }

    @Test
    void transfer_keepsMessagesAndWaiting() {
        ActiveConversation after = outcome(pendingIn(SALES).transfer(toAgentIn(SUPPORT, BRUNO), minute(1)));
        assertThat(after.lastSeq()).isEqualTo(1);
        assertThat(after.unreadCount()).isEqualTo(1);
        assertThat(after.waitingSince()).isEqualTo(START);
    }

    @Test
    void updatedAt_movesForwardOnly() {
        ActiveConversation later = outcome(receive(assignedTo(ANA), minute(5)));
        assertThat(outcome(later.transfer(toDepartment(SUPPORT), minute(6))).updatedAt())
                .isEqualTo(minute(6));
        assertThat(outcome(later.transfer(toDepartment(SUPPORT), minute(4))).updatedAt())
                .isEqualTo(minute(5));
    }

    @Test
    void transfer_ofAClosedOne_isRefusedFirst() {
        assertThat(refusal(closed().decide(it -> it.transfer(toDepartment(SUPPORT), minute(1)))))
                .isEqualTo(CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.transfer(toAgent(BRUNO), minute(1)))))
                .isEqualTo(CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.transfer(toAgent(ANA), minute(1)))))
                .isEqualTo(CONVERSATION_CLOSED);
    }

    @Test
    void transfer_withoutDestination_cannotBeBuilt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Destination(false, null, null, "note"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Destination(false, SALES, ANA, null));
    }

    private static boolean isAcrossDepartments(Transferred moved) {
        return !Objects.equals(moved.fromDepartment(), moved.after().department());
    }

    private static Transferred transferred(Decision decision) {
        return (Transferred) onlyChange(decision);
    }
}
