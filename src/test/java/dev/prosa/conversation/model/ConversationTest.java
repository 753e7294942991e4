package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.CHANNEL;
import static dev.prosa.conversation.model.Examples.CONTACT;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.START;
import static dev.prosa.conversation.model.Examples.THIS;
import static dev.prosa.conversation.model.Examples.active;
import static dev.prosa.conversation.model.Examples.closed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be a conversation; that OPEN has an assignee and CLOSED a time cannot even be written otherwise. */
class ConversationTest {

    @Test
    void active_withAndWithoutAssignee_isOpenOrPending() {
        assertThat(active(SALES, ANA, 1, 1, 0, START, null, 1).status()).isEqualTo(Status.OPEN);
        assertThat(active(SALES, null, 1, 1, 0, START, null, 1).status()).isEqualTo(Status.PENDING);
        assertThat(active(SALES, ANA, 1, 1, 0, START, null, 1).closedAt()).isNull();
    }

    @Test
    void closed_withAndWithoutAssignee_keepsIt() {
        assertThat(ended(1, ANA.id(), START).assignee()).isEqualTo(ANA.id());
        assertThat(ended(1, null, START).assignee()).isNull();
        assertThat(ended(1, null, START).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void closed_withUnreadMessagesBefore_isReadAndNobodyWaits() {
        ClosedConversation closed = ended(5, null, START);
        assertThat(closed.lastReadSeq()).isEqualTo(5);
        assertThat(closed.unreadCount()).isZero();
        assertThat(closed.waitingSince()).isNull();
        assertThat(closed.updatedAt()).isEqualTo(closed.closedAt());
    }

    @Test
    void closed_anyCommand_isRefusedWithoutBeingAsked() {
        Decision decision = closed().decide(active -> {
            throw new AssertionError("asked");
        });
        assertThat(Examples.refusal(decision)).isEqualTo(Refusal.CONVERSATION_CLOSED);
    }

    @Test
    void active_anyCommand_isAskedOfIt() {
        ActiveConversation active = active(SALES, ANA, 1, 1, 0, START, null, 1);
        Decision decision = active.decide(it -> it.close(null, START));
        assertThat(decision).isEqualTo(active.close(null, START));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "5, 0, 5", "5, 5, 0", "5, 3, 2", "5, 3, 0"})
    void unreadMessagesLieAfterTheLastReadOne(long lastSeq, long lastReadSeq, long unread) {
        assertThatCode(() -> active(SALES, null, lastSeq, lastReadSeq, unread, START, null, 1))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, 0", "5, -1, 0", "5, 6, 0", "5, 3, 3", "5, 5, 1", "5, 3, -1"})
    void countsThatCannotBeAreRefused(long lastSeq, long lastReadSeq, long unread) {
        isImpossible(() -> active(SALES, null, lastSeq, lastReadSeq, unread, START, null, 1));
    }

    @Test
    void closed_withoutAMessage_isPossible() {
        assertThat(ended(0, null, START).lastReadSeq()).isZero();
    }

    @Test
    void closed_withNegativeSeq_isRefused() {
        isImpossible(() -> ended(-1, null, START));
    }

    @Test
    void conversation_withoutARequiredValue_isRefused() {
        Stream.<ThrowingCallable>of(
                        () -> activeWith(null, CHANNEL, CONTACT, START, START),
                        () -> activeWith(THIS, null, CONTACT, START, START),
                        () -> activeWith(THIS, CHANNEL, null, START, START),
                        () -> activeWith(THIS, CHANNEL, CONTACT, null, START),
                        () -> activeWith(THIS, CHANNEL, CONTACT, START, null),
                        () -> closedWith(null, CHANNEL, CONTACT, START, START),
                        () -> closedWith(THIS, null, CONTACT, START, START),
                        () -> closedWith(THIS, CHANNEL, null, START, START),
                        () -> closedWith(THIS, CHANNEL, CONTACT, null, START),
                        () -> closedWith(THIS, CHANNEL, CONTACT, START, null))
                .forEach(incomplete -> assertThatNullPointerException().isThrownBy(incomplete));
    }

    private static void isImpossible(ThrowingCallable conversation) {
        assertThatIllegalArgumentException().isThrownBy(conversation);
    }

    private static ClosedConversation ended(long lastSeq, AgentId assignee, Instant closedAt) {
        return new ClosedConversation(THIS, CHANNEL, CONTACT, SALES, assignee, lastSeq, START, closedAt, null, 1);
    }

    private static void activeWith(
            ConversationId id, ChannelId channel, ContactId contact, Instant createdAt, Instant updatedAt) {
        new ActiveConversation(id, channel, contact, SALES, null, 1, 1, 0, createdAt, updatedAt, null, null, 1);
    }

    private static void closedWith(
            ConversationId id, ChannelId channel, ContactId contact, Instant createdAt, Instant closedAt) {
        new ClosedConversation(id, channel, contact, SALES, null, 1, createdAt, closedAt, null, 1);
    }
}
