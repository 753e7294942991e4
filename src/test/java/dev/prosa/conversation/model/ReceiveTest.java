package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.PROGRAM;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.assignedTo;
import static dev.prosa.conversation.model.Examples.by;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.reference.InboundRules.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.MessageAppended;
import org.junit.jupiter.api.Test;

class ReceiveTest {

    @Test
    void receive_countsOneMessage_andOneUnread() {
        ActiveConversation after = active(SALES, NOBODY, 2, 0, 2, minute(1), START, 3);
        assertThat(onlyChange(receive(pendingIn(SALES), minute(1)))).isEqualTo(new MessageAppended(after));
    }

    @Test
    void receive_keepsTheAssignee() {
        ActiveConversation after = outcome(receive(assignedTo(ANA), minute(1)));
        assertThat(after.assignee()).isEqualTo(ANA.id());
        assertThat(after.status()).isEqualTo(Status.OPEN);
    }

    @Test
    void waitingSince_isTheOldestUnansweredMessage() {
        ActiveConversation twice = outcome(receive(pendingIn(SALES), minute(5)));
        assertThat(twice.waitingSince()).isEqualTo(START);
    }

    @Test
    void waitingSince_afterAnAgentsReply_startsAnew() {
        ActiveConversation answered = outcome(pendingIn(SALES).send(by(ANA), minute(1)));
        assertThat(outcome(receive(answered, minute(2))).waitingSince()).isEqualTo(minute(2));
    }

    @Test
    void waitingSince_afterAnApiKeysMessage_stays() {
        ActiveConversation answered = outcome(pendingIn(SALES).send(PROGRAM, minute(1)));
        assertThat(outcome(receive(answered, minute(2))).waitingSince()).isEqualTo(START);
    }

    @Test
    void waitingSince_afterReading_stays() {
        ActiveConversation read = outcome(pendingIn(SALES).read(Long.MAX_VALUE, 0));
        ActiveConversation after = outcome(receive(read, minute(2)));
        assertThat(after.waitingSince()).isEqualTo(START);
        assertThat(after.unreadCount()).isEqualTo(1);
    }

    @Test
    void updatedAt_whileTheClockIsBehind_stays() {
        ActiveConversation later = outcome(receive(pendingIn(SALES), minute(5)));
        assertThat(outcome(receive(later, minute(3))).updatedAt()).isEqualTo(minute(5));
    }
}
