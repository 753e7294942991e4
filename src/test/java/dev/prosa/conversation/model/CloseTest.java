package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.CHANNEL;
import static dev.prosa.conversation.model.Examples.CONTACT;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.THIS;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.heldBy;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.model.Examples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Closed;
import org.junit.jupiter.api.Test;

class CloseTest {

    @Test
    void itIsReadWaitsForNobodyAndKeepsHolderAndDepartment() {
        Conversation before = heldBy(ANA);
        Conversation after = new Conversation(
                THIS,
                CHANNEL,
                CONTACT,
                SALES,
                Status.CLOSED,
                ANA.id(),
                1,
                1,
                0,
                START,
                minute(1),
                null,
                minute(1),
                null,
                before.version() + 1);
        assertThat(onlyChange(before.close("solved", minute(1)))).isEqualTo(new Closed(after, "solved"));
    }

    @Test
    void aPendingOneMayBeClosedToo() {
        Conversation after = outcome(pendingIn(SALES).close(null, minute(1)));
        assertThat(after.isClosed()).isTrue();
        assertThat(after.assignee()).isNull();
    }

    @Test
    void theNoteMayBeLeftOut() {
        assertThat(((Closed) onlyChange(heldBy(ANA).close(null, minute(1)))).note())
                .isNull();
    }

    @Test
    void aClockThatIsBehindDoesNotCloseItBeforeItsLastUpdate() {
        Conversation later = outcome(heldBy(ANA).receive(minute(5)));
        Conversation after = outcome(later.close(null, minute(3)));
        assertThat(after.closedAt()).isEqualTo(minute(5));
        assertThat(after.updatedAt()).isEqualTo(minute(5));
    }

    @Test
    void twiceIsRefused() {
        assertThat(refusal(closed().close("again", minute(1)))).isEqualTo(Refusal.CONVERSATION_CLOSED);
    }
}
