package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.BRUNO;
import static dev.prosa.conversation.model.Examples.CARLA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static dev.prosa.conversation.model.Examples.PROGRAM;
import static dev.prosa.conversation.model.Examples.RETIRED;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.TRIAGE;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.assignedTo;
import static dev.prosa.conversation.model.Examples.by;
import static dev.prosa.conversation.model.Examples.changes;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.model.Examples.refusal;
import static dev.prosa.conversation.model.Examples.sent;
import static dev.prosa.conversation.reference.InboundRules.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.MessageAppended;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void reply_byAnAssignableAgent_assignsAnUnassignedOne() {
        List<Change> changes = changes(pendingIn(SALES).send(by(ANA), minute(1)));
        ActiveConversation taken = active(SALES, ANA, 1, 0, 1, minute(1), START, 3);
        ActiveConversation answered = active(SALES, ANA, 2, 2, 0, minute(1), null, 4);
        assertThat(changes).containsExactly(new Assigned(taken, null), new MessageAppended(answered));
    }

    @Test
    void reply_inTriage_assignsAnyActiveAgent() {
        ActiveConversation after = outcome(pendingIn(TRIAGE).send(by(NOVICE), minute(1)));
        assertThat(after.assignee()).isEqualTo(NOVICE.id());
    }

    @Test
    void reply_byASupervisorOfAnotherDepartment_doesNotAssign() {
        ActiveConversation after = sent(pendingIn(SALES).send(by(BRUNO), minute(1)));
        assertThat(after.status()).isEqualTo(Status.PENDING);
        assertThat(after.assignee()).isNull();
    }

    @Test
    void reply_byANonMember_marksReadAndEndsWaiting() {
        ActiveConversation after = outcome(pendingIn(SALES).send(by(BRUNO), minute(1)));
        assertThat(after.lastReadSeq()).isEqualTo(2);
        assertThat(after.unreadCount()).isZero();
        assertThat(after.waitingSince()).isNull();
    }

    @Test
    void reply_byAnInactiveAgent_doesNotAssign() {
        assertThat(onlyChange(pendingIn(SALES).send(by(RETIRED), minute(1)))).isInstanceOf(MessageAppended.class);
    }

    @Test
    void reply_byTheAssignee_keepsTheAssignment() {
        assertThat(onlyChange(assignedTo(ANA).send(by(ANA), minute(1)))).isInstanceOf(MessageAppended.class);
    }

    @Test
    void reply_byAColleague_keepsTheAssignee() {
        ActiveConversation after = sent(assignedTo(ANA).send(by(CARLA), minute(1)));
        assertThat(after.assignee()).isEqualTo(ANA.id());
        assertThat(after.unreadCount()).isZero();
    }

    @Test
    void reply_byAnApiKey_leavesUnreadAssigneeAndWaiting() {
        ActiveConversation after = active(SALES, NOBODY, 2, 0, 1, minute(1), START, 3);
        assertThat(onlyChange(pendingIn(SALES).send(PROGRAM, minute(1)))).isEqualTo(new MessageAppended(after));
    }

    @Test
    void updatedAt_movesForwardOnly() {
        ActiveConversation later = outcome(receive(pendingIn(SALES), minute(5)));
        assertThat(outcome(later.send(by(ANA), minute(6))).updatedAt()).isEqualTo(minute(6));
        assertThat(changes(later.send(by(ANA), minute(4))))
                .allSatisfy(change -> assertThat(change.after().updatedAt()).isEqualTo(minute(5)));
        assertThat(outcome(later.send(PROGRAM, minute(4))).updatedAt()).isEqualTo(minute(5));
    }

    @Test
    void answerOfTheAssignee_movesUpdatedAt() {
        assertThat(sent(assignedTo(ANA).send(by(ANA), minute(6))).updatedAt()).isEqualTo(minute(6));
    }

    @Test
    void reply_toAClosedOne_isRefused() {
        assertThat(refusal(closed().decide(it -> it.send(by(ANA), minute(1))))).isEqualTo(Refusal.CONVERSATION_CLOSED);
        assertThat(refusal(closed().decide(it -> it.send(PROGRAM, minute(1))))).isEqualTo(Refusal.CONVERSATION_CLOSED);
    }
}
