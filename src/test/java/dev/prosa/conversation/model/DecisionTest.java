package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.assignedTo;
import static dev.prosa.conversation.model.Examples.minute;
import static dev.prosa.conversation.model.Examples.pendingIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void accepted_foldsToItsChanges() {
        Decision decision = pendingIn(SALES).assign(ANA, minute(1));
        assertThat(decision.<String>fold(accepted -> accepted.changes().size() + " change", Refusal::name))
                .isEqualTo("1 change");
    }

    @Test
    void refused_foldsToItsReason() {
        Decision decision = Decision.refuse(Refusal.ALREADY_ASSIGNED);
        assertThat(decision.<String>fold(accepted -> "accepted", Refusal::name)).isEqualTo("ALREADY_ASSIGNED");
    }

    @Test
    void acceptedChanges_stayWhatTheyWere() {
        List<Change> changes = new ArrayList<>();
        Decision.Accepted accepted = new Decision.Accepted(changes);
        changes.add(new Change.Read(assignedTo(ANA)));
        assertThat(accepted.changes()).isEmpty();
    }
}
