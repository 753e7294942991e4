package dev.prosa.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.problem.Refused;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is 1–255 visible ASCII characters. */
class IdempotentRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e9", "a\t", "\u007f"})
    void whatIsNoKeyIsRefusedByTheNameOfTheHeader(String header) {
        assertThatThrownBy(() -> request(header, "{}"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.errors())
                        .extracting(Refused.FieldError::field)
                        .containsExactly("Idempotency-Key"));
    }

    @Test
    void key_hasAtMost255Characters() {
        assertThat(request("!".repeat(255), "{}").isMarked()).isTrue();
        assertThatThrownBy(() -> request("!".repeat(256), "{}")).isInstanceOf(Refused.class);
    }

    @Test
    void request_withoutTheHeader_isNotIdempotent() {
        assertThat(request(null, "{}").isMarked()).isFalse();
    }

    @Test
    void bodies_different_haveDifferentHashes() {
        assertThat(request("k", "{}").bodyHash())
                .hasSize(64)
                .isEqualTo(request("other", "{}").bodyHash())
                .isNotEqualTo(request("k", "{ }").bodyHash());
    }

    private static IdempotentRequest request(String header, String meaning) {
        return IdempotentRequest.of(header, new UUID(0, 1), new UUID(0, 2), "/v1", meaning);
    }
}
