package dev.prosa.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import org.junit.jupiter.api.Test;

class ItemResultTest {

    private static final Refused REASON = Problem.NOT_FOUND.refused();
    private static final ItemResult<String> ACCEPTED = ItemResult.accepted("a");
    private static final ItemResult<String> REJECTED = ItemResult.rejected(REASON);

    @Test
    void accepted_hasItsValue_andNoRejection() {
        assertThat(ACCEPTED.orThrow()).isEqualTo("a");
        assertThat(ACCEPTED.stream()).containsExactly("a");
        assertThat(ACCEPTED.rejection()).isEmpty();
    }

    @Test
    void rejected_hasItsReason_andNoValue() {
        assertThat(REJECTED.stream()).isEmpty();
        assertThatThrownBy(REJECTED::orThrow).isSameAs(REASON);
        assertThat(REJECTED.rejection()).containsSame(REASON);
    }

    @Test
    void next_isAskedForAcceptedItemsOnly() {
        assertThat(ACCEPTED.then(value -> ItemResult.accepted(value.length()))).isEqualTo(ItemResult.accepted(1));
        assertThat(REJECTED.then(value -> ItemResult.accepted(value.length()))).isEqualTo(REJECTED);
    }
}
