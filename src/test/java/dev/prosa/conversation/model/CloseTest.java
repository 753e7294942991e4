package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.CHANNEL;
import static dev.prosa.conversation.model.Examples.CONTACT;
import static dev.prosa.conversation.model.Examples.EARLIER;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.THIS;
import static dev.prosa.conversation.model.Examples.assignedTo;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.ended;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.model.Examples.refusal;
import static dev.prosa.conversation.reference.InboundRules.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Closed;
import org.junit.jupiter.api.Test;

class CloseTest {

    @Test
    void close_marksRead_endsWaiting_keepsAssigneeAndDepartment() {
        ActiveConversation before = assignedTo(ANA);
        ClosedConversation after = new ClosedConversation(
                THIS, CHANNEL, CONTACT, SALES, ANA.id(), 1, START, minute(1), null, before.version() + 1);
        assertThat(onlyChange(before.close("solved", minute(1)))).isEqualTo(new Closed(after, "solved"));
        assertThat(after.lastReadSeq()).isEqualTo(1);
        assertThat(after.unreadCount()).isZero();
        assertThat(after.waitingSince()).isNull();
    }

    @Test
    void close_ofAPendingOne_isAccepted() {
        ClosedConversation after = ended(pendingIn(SALES).close(null, minute(1)));
        assertThat(after.status()).isEqualTo(Status.CLOSED);
        assertThat(after.assignee()).isNull();
    }

    @Test
    void closed_keepsTheOneItFollows() {
        Opening following = new Opening(THIS, CHANNEL, CONTACT, SALES, EARLIER);
        ActiveConversation opened = outcome(following.byApiKey(START));
        assertThat(ended(opened.close(null, minute(1))).previous()).isEqualTo(EARLIER);
    }

    @Test
    void close_withoutNote_isAccepted() {
        assertThat(((Closed) onlyChange(assignedTo(ANA).close(null, minute(1)))).note())
                .isNull();
    }

    @Test
    void close_whileTheClockIsBehind_keepsTheLastUpdate() {
        ActiveConversation later = outcome(receive(assignedTo(ANA), minute(5)));
        ClosedConversation after = ended(later.close(null, minute(3)));
        assertThat(after.closedAt()).isEqualTo(minute(5));
        assertThat(after.updatedAt()).isEqualTo(minute(5));
    }

    @Test
    void close_twice_isRefused() {
        assertThat(refusal(closed().decide(it -> it.close("again", minute(1))))).isEqualTo(Refusal.CONVERSATION_CLOSED);
    }
}
