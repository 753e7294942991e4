package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.PROGRAM;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.by;
import static dev.prosa.conversation.model.Examples.changes;
import static dev.prosa.conversation.model.Examples.closed;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.onlyChange;
import static dev.prosa.conversation.model.Examples.outcome;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static dev.prosa.conversation.reference.InboundRules.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {

    /** Seq 1 to 3, all inbound, the last one at minute 2. */
    private final ActiveConversation threeUnread =
            outcome(receive(outcome(receive(pendingIn(SALES), minute(1))), minute(2)));

    @Test
    void read_upToASeq_leavesLaterInboundUnread() {
        ActiveConversation after = active(SALES, NOBODY, 3, 2, 1, minute(2), START, threeUnread.version() + 1);
        assertThat(onlyChange(threeUnread.read(2, 1))).isEqualTo(new Read(after));
    }

    @Test
    void read_all_isUpToTheLastSeq() {
        ActiveConversation after = outcome(threeUnread.read(Long.MAX_VALUE, 0));
        assertThat(after.lastReadSeq()).isEqualTo(3);
        assertThat(after.unreadCount()).isZero();
    }

    @Test
    void read_aboveTheLastSeq_isTheLastSeq() {
        assertThat(threeUnread.read(99, 0)).isEqualTo(threeUnread.read(Long.MAX_VALUE, 0));
        assertThat(threeUnread.read(Long.MAX_VALUE, 0)).isEqualTo(threeUnread.read(Long.MAX_VALUE, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1, 0, -1, Long.MIN_VALUE})
    void itNeverGoesBackwards(long upToSeq) {
        ActiveConversation readTwo = outcome(threeUnread.read(2, 1));
        assertThat(changes(readTwo.read(upToSeq, 3))).isEmpty();
    }

    @Test
    void read_ofAllRead_changesNothing() {
        ActiveConversation answered = outcome(threeUnread.send(by(ANA), minute(3)));
        assertThat(changes(answered.read(Long.MAX_VALUE, 0))).isEmpty();
    }

    @Test
    void read_overApiKeyMessagesOnly_emitsAnEvent() {
        ActiveConversation read = outcome(threeUnread.read(Long.MAX_VALUE, 0));
        ActiveConversation answered = outcome(read.send(PROGRAM, minute(3)));
        ActiveConversation after = outcome(answered.read(Long.MAX_VALUE, 0));
        assertThat(after.lastReadSeq()).isEqualTo(4);
        assertThat(after.unreadCount()).isZero();
        assertThat(after.version()).isEqualTo(answered.version() + 1);
    }

    @Test
    void read_ofAClosedOne_changesNothing() {
        assertThat(changes(closed().read())).isEmpty();
    }
}
