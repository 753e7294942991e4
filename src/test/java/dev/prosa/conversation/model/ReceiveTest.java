package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Direction.INBOUND;
import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.PROGRAM;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.by;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.heldBy;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.model.Examples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.MessageAppended;
import org.junit.jupiter.api.Test;

class ReceiveTest {

    @Test
    void aMessageGetsTheNextSeqAndIsUnread() {
        Conversation after = active(SALES, NOBODY, 2, 0, 2, minute(1), START, 3);
        assertThat(onlyChange(pendingIn(SALES).receive(minute(1)))).isEqualTo(new MessageAppended(after, 2, INBOUND));
    }

    @Test
    void itLeavesTheHolder() {
        Conversation after = outcome(heldBy(ANA).receive(minute(1)));
        assertThat(after.assignee()).isEqualTo(ANA.id());
        assertThat(after.status()).isEqualTo(Status.OPEN);
    }

    @Test
    void theContactWaitsSinceItsOldestUnansweredMessage() {
        Conversation twice = outcome(pendingIn(SALES).receive(minute(5)));
        assertThat(twice.waitingSince()).isEqualTo(START);
    }

    @Test
    void afterAnAgentsAnswerItWaitsAnew() {
        Conversation answered = outcome(pendingIn(SALES).reply(by(ANA), minute(1)));
        assertThat(outcome(answered.receive(minute(2))).waitingSince()).isEqualTo(minute(2));
    }

    @Test
    void afterAProgramsMessageItStillWaitsSinceBefore() {
        Conversation told = outcome(pendingIn(SALES).reply(PROGRAM, minute(1)));
        assertThat(outcome(told.receive(minute(2))).waitingSince()).isEqualTo(START);
    }

    @Test
    void beingReadIsNotBeingAnswered() {
        Conversation read = outcome(pendingIn(SALES).readAll());
        Conversation after = outcome(read.receive(minute(2)));
        assertThat(after.waitingSince()).isEqualTo(START);
        assertThat(after.unreadCount()).isEqualTo(1);
    }

    @Test
    void aClockThatIsBehindDoesNotMoveUpdatedAtBack() {
        Conversation later = outcome(pendingIn(SALES).receive(minute(5)));
        assertThat(outcome(later.receive(minute(3))).updatedAt()).isEqualTo(minute(5));
    }

    @Test
    void aClosedOneTakesNoMoreMessages() {
        assertThat(refusal(closed().receive(minute(1)))).isEqualTo(Refusal.CONVERSATION_CLOSED);
    }
}
