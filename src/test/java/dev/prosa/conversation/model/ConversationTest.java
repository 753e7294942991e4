package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.CHANNEL;
import static dev.prosa.conversation.model.Examples.CONTACT;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.THIS;
import static dev.prosa.conversation.model.Status.CLOSED;
import static dev.prosa.conversation.model.Status.OPEN;
import static dev.prosa.conversation.model.Status.PENDING;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be a conversation. */
class ConversationTest {

    private static final AgentId HOLDER = ANA.id();

    @Test
    void pendingHasNoAssigneeAndOpenHasOne() {
        isPossible(() -> with(PENDING, null, null, null));
        isPossible(() -> with(OPEN, HOLDER, null, null));
        isImpossible(() -> with(PENDING, HOLDER, null, null));
        isImpossible(() -> with(OPEN, null, null, null));
    }

    @Test
    void aClosedOneKeepsItsAssigneeIfItHadOne() {
        isPossible(() -> with(CLOSED, HOLDER, null, START));
        isPossible(() -> with(CLOSED, null, null, START));
    }

    @Test
    void closedAtIsThereIfAndOnlyIfItIsClosed() {
        isImpossible(() -> with(CLOSED, null, null, null));
        isImpossible(() -> with(PENDING, null, null, START));
        isImpossible(() -> with(OPEN, HOLDER, null, START));
    }

    @Test
    void nobodyWaitsInAClosedOne() {
        isPossible(() -> with(PENDING, null, START, null));
        isImpossible(() -> with(CLOSED, null, START, START));
    }

    @Test
    void nothingIsUnreadInAClosedOne() {
        isPossible(() -> with(CLOSED, START, 5, 5, 0));
        isImpossible(() -> with(CLOSED, START, 5, 4, 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "5, 0, 5", "5, 5, 0", "5, 3, 2", "5, 3, 0"})
    void unreadMessagesLieAfterTheLastReadOne(long lastSeq, long lastReadSeq, long unread) {
        isPossible(() -> with(PENDING, null, lastSeq, lastReadSeq, unread));
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, 0", "5, -1, 0", "5, 6, 0", "5, 3, 3", "5, 5, 1", "5, 3, -1"})
    void countsThatCannotBeAreRefused(long lastSeq, long lastReadSeq, long unread) {
        isImpossible(() -> with(PENDING, null, lastSeq, lastReadSeq, unread));
    }

    @Test
    void whatEveryConversationHasIsNeverNull() {
        isIncomplete(() -> of(null, CHANNEL, CONTACT, PENDING, START, START));
        isIncomplete(() -> of(THIS, null, CONTACT, PENDING, START, START));
        isIncomplete(() -> of(THIS, CHANNEL, null, PENDING, START, START));
        isIncomplete(() -> of(THIS, CHANNEL, CONTACT, null, START, START));
        isIncomplete(() -> of(THIS, CHANNEL, CONTACT, PENDING, null, START));
        isIncomplete(() -> of(THIS, CHANNEL, CONTACT, PENDING, START, null));
    }

    private static void isPossible(ThrowingCallable conversation) {
        assertThatCode(conversation).doesNotThrowAnyException();
    }

    private static void isImpossible(ThrowingCallable conversation) {
        assertThatIllegalArgumentException().isThrownBy(conversation);
    }

    private static void isIncomplete(ThrowingCallable conversation) {
        assertThatNullPointerException().isThrownBy(conversation);
    }

    private static Conversation with(Status status, AgentId assignee, Instant waitingSince, Instant closedAt) {
        return new Conversation(
                THIS,
                CHANNEL,
                CONTACT,
                SALES,
                status,
                assignee,
                1,
                1,
                0,
                START,
                START,
                waitingSince,
                closedAt,
                null,
                1);
    }

    private static Conversation with(Status status, Instant closedAt, long lastSeq, long lastReadSeq, long unread) {
        return new Conversation(
                THIS,
                CHANNEL,
                CONTACT,
                SALES,
                status,
                null,
                lastSeq,
                lastReadSeq,
                unread,
                START,
                START,
                null,
                closedAt,
                null,
                1);
    }

    private static Conversation of(
            ConversationId id,
            ChannelId channel,
            ContactId contact,
            Status status,
            Instant createdAt,
            Instant updatedAt) {
        return new Conversation(
                id, channel, contact, SALES, status, null, 1, 1, 0, createdAt, updatedAt, null, null, null, 1);
    }
}
