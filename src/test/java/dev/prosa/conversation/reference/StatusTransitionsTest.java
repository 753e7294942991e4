package dev.prosa.conversation.reference;

import static dev.prosa.conversation.model.MessageStatus.DELIVERED;
import static dev.prosa.conversation.model.MessageStatus.FAILED;
import static dev.prosa.conversation.model.MessageStatus.QUEUED;
import static dev.prosa.conversation.model.MessageStatus.READ;
import static dev.prosa.conversation.model.MessageStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.MessageStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusTransitionsTest {

    @Test
    void queued_mayBecomeAnythingElse() {
        assertThat(next(QUEUED)).containsExactly(SENT, DELIVERED, READ, FAILED);
    }

    @Test
    void sent_mayBecomeDeliveredReadOrFailed() {
        assertThat(next(SENT)).containsExactly(DELIVERED, READ, FAILED);
    }

    @Test
    void delivered_mayBecomeReadOnly() {
        assertThat(next(DELIVERED)).containsExactly(READ);
    }

    @Test
    void readAndFailed_areFinal() {
        assertThat(next(READ)).isEmpty();
        assertThat(next(FAILED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void status_repeated_changesNothing(MessageStatus status) {
        assertThat(StatusTransitions.mayBecome(status, status)).isFalse();
    }

    private static MessageStatus[] next(MessageStatus from) {
        return Arrays.stream(MessageStatus.values())
                .filter(next -> StatusTransitions.mayBecome(from, next))
                .toArray(MessageStatus[]::new);
    }
}
