package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Direction.OUTBOUND;
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
import static dev.prosa.conversation.model.Examples.by;
import static dev.prosa.conversation.model.Examples.changes;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.heldBy;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.model.Examples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.MessageAppended;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void anAgentThatMayBeAssignedTakesWhatNobodyHolds() {
        List<Change> changes = changes(pendingIn(SALES).reply(by(ANA), minute(1)));
        Conversation taken = active(SALES, ANA, 1, 0, 1, minute(1), START, 3);
        Conversation answered = active(SALES, ANA, 2, 2, 0, minute(1), null, 4);
        assertThat(changes).containsExactly(new Assigned(taken, null), new MessageAppended(answered, 2, OUTBOUND));
    }

    @Test
    void anyActiveAgentTakesFromTriage() {
        Conversation after = outcome(pendingIn(TRIAGE).reply(by(NOVICE), minute(1)));
        assertThat(after.assignee()).isEqualTo(NOVICE.id());
    }

    @Test
    void aSupervisorFromOutsideAnswersWithoutTaking() {
        Conversation after =
                onlyChange(pendingIn(SALES).reply(by(BRUNO), minute(1))).after();
        assertThat(after.status()).isEqualTo(Status.PENDING);
        assertThat(after.assignee()).isNull();
    }

    @Test
    void alsoAnOutsidersAnswerMarksAllReadAndEndsTheWaiting() {
        Conversation after = outcome(pendingIn(SALES).reply(by(BRUNO), minute(1)));
        assertThat(after.lastReadSeq()).isEqualTo(2);
        assertThat(after.unreadCount()).isZero();
        assertThat(after.waitingSince()).isNull();
    }

    @Test
    void anInactiveAgentTakesNothing() {
        assertThat(onlyChange(pendingIn(SALES).reply(by(RETIRED), minute(1)))).isInstanceOf(MessageAppended.class);
    }

    @Test
    void theHolderJustAnswers() {
        assertThat(onlyChange(heldBy(ANA).reply(by(ANA), minute(1)))).isInstanceOf(MessageAppended.class);
    }

    @Test
    void aColleagueAnswersWithoutTakingItFromTheHolder() {
        Conversation after = onlyChange(heldBy(ANA).reply(by(CARLA), minute(1))).after();
        assertThat(after.assignee()).isEqualTo(ANA.id());
        assertThat(after.unreadCount()).isZero();
    }

    @Test
    void aProgramsMessageLeavesUnreadHolderAndWaiting() {
        Conversation after = active(SALES, NOBODY, 2, 0, 1, minute(1), START, 3);
        assertThat(onlyChange(pendingIn(SALES).reply(PROGRAM, minute(1))))
                .isEqualTo(new MessageAppended(after, 2, OUTBOUND));
    }

    @Test
    void updatedAtMovesButNeverBack() {
        Conversation later = outcome(pendingIn(SALES).receive(minute(5)));
        assertThat(outcome(later.reply(by(ANA), minute(6))).updatedAt()).isEqualTo(minute(6));
        assertThat(changes(later.reply(by(ANA), minute(4))))
                .allSatisfy(change -> assertThat(change.after().updatedAt()).isEqualTo(minute(5)));
        assertThat(outcome(later.reply(PROGRAM, minute(4))).updatedAt()).isEqualTo(minute(5));
    }

    @Test
    void aClosedOneIsNotAnswered() {
        assertThat(refusal(closed().reply(by(ANA), minute(1)))).isEqualTo(Refusal.CONVERSATION_CLOSED);
        assertThat(refusal(closed().reply(PROGRAM, minute(1)))).isEqualTo(Refusal.CONVERSATION_CLOSED);
    }
}
