package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.NOBODY;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.by;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Decision.Accepted;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private final Conversation before = pendingIn(SALES);

    @Test
    void anAcceptedOneCarriesOnWithItsChanges() {
        Decision decision = before.receive(minute(1));
        assertThat(decision.<String>fold(accepted -> accepted.changes().size() + " change", Refusal::name))
                .isEqualTo("1 change");
    }

    @Test
    void aRefusedOneCarriesOnWithItsReason() {
        Decision decision = Decision.refuse(Refusal.ALREADY_ASSIGNED);
        assertThat(decision.<String>fold(accepted -> "accepted", Refusal::name)).isEqualTo("ALREADY_ASSIGNED");
    }

    @Test
    void aCommandLeavesTheConversationAsItsLastChangeDid() {
        Decision decision = before.reply(by(ANA), minute(1));
        Conversation left = left(decision);
        assertThat(left).isEqualTo(Examples.outcome(decision));
        assertThat(left.version()).isEqualTo(before.version() + 2);
    }

    @Test
    void aCommandThatChangesNothingLeavesItAsItWas() {
        assertThat(left(before.assign(NOBODY, minute(1)))).isSameAs(before);
    }

    private Conversation left(Decision decision) {
        return decision.fold((Accepted accepted) -> accepted.leaving(before), reason -> null);
    }
}
