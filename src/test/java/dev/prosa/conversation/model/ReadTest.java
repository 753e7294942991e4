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
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {

    /** Seq 1 to 3, all inbound, the last one at minute 2. */
    private final Conversation threeUnread =
            outcome(outcome(pendingIn(SALES).receive(minute(1))).receive(minute(2)));

    @Test
    void upToASeqLeavesTheInboundMessagesAboveItUnread() {
        Conversation after = active(SALES, NOBODY, 3, 2, 1, minute(2), START, threeUnread.version() + 1);
        assertThat(onlyChange(threeUnread.read(2, 1))).isEqualTo(new Read(after));
    }

    @Test
    void allMeansUpToTheLastSeq() {
        Conversation after = outcome(threeUnread.readAll());
        assertThat(after.lastReadSeq()).isEqualTo(3);
        assertThat(after.unreadCount()).isZero();
    }

    @Test
    void aboveTheLastSeqMeansTheLastSeq() {
        assertThat(threeUnread.read(99, 0)).isEqualTo(threeUnread.readAll());
        assertThat(threeUnread.read(Long.MAX_VALUE, 0)).isEqualTo(threeUnread.readAll());
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1, 0, -1, Long.MIN_VALUE})
    void itNeverGoesBackwards(long upToSeq) {
        Conversation readTwo = outcome(threeUnread.read(2, 1));
        assertThat(changes(readTwo.read(upToSeq, 3))).isEmpty();
    }

    @Test
    void whatIsAllReadChangesNothing() {
        Conversation answered = outcome(threeUnread.reply(by(ANA), minute(3)));
        assertThat(changes(answered.readAll())).isEmpty();
    }

    @Test
    void passingOnlyAProgramsMessagesIsToldToo() {
        Conversation read = outcome(threeUnread.readAll());
        Conversation told = outcome(read.reply(PROGRAM, minute(3)));
        Conversation after = onlyChange(told.readAll()).after();
        assertThat(after.lastReadSeq()).isEqualTo(4);
        assertThat(after.unreadCount()).isZero();
        assertThat(after.version()).isEqualTo(told.version() + 1);
    }

    @Test
    void onAClosedOneItChangesNothingAndIsNotRefused() {
        assertThat(changes(closed().readAll())).isEmpty();
        assertThat(changes(closed().read(99, 0))).isEmpty();
    }
}
