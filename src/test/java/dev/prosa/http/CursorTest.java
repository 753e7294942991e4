package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final String QUERY = "conversations status=OPEN sort=-updatedAt";

    @Test
    void cursor_carriesItsValues() {
        UUID id = UUID.randomUUID();
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z");
        String text = Cursor.of(QUERY, at.toString(), id.toString(), null, "é😀", "42")
                .text();
        Cursor cursor = Cursor.read(text, QUERY, 5);
        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.uuid(2)).isNull();
        assertThat(cursor.value(3)).isEqualTo("é😀");
        assertThat(cursor.number(4)).isEqualTo(42);
    }

    @Test
    void cursor_fitsIntoAnAddress() {
        assertThat(Cursor.of(QUERY, "a b/c+d&e=é").text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void cursor_ofAnotherQuery_isRefused() {
        refused(Cursor.of("another", "1").text(), 1);
    }

    @Test
    void cursor_ofAnotherNumberOfValues_isRefused() {
        refused(Cursor.of(QUERY, "1").text(), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAA", "äöü", "AAAAAAAAAAAA"})
    void whatIsNoCursorIsRefused(String text) {
        refused(text, 1);
    }

    @Test
    void cursor_cutOrLengthened_isRefused() {
        String text = Cursor.of(QUERY, "some value").text();
        for (int length = 0; length < text.length() - 1; length++) refused(text.substring(0, length), 1);
        refused(text + "AAAA", 1);
        refused("A".repeat(5000), 1);
    }

    @Test
    void cursor_withAValueOfAnotherType_isRefused() {
        Cursor cursor = Cursor.read(Cursor.of(QUERY, "x").text(), QUERY, 1);
        assertRefused(catchThrowableOfType(Refused.class, () -> cursor.uuid(0)));
        assertRefused(catchThrowableOfType(Refused.class, () -> cursor.instant(0)));
        assertRefused(catchThrowableOfType(Refused.class, () -> cursor.number(0)));
    }

    private static void refused(String text, int count) {
        assertRefused(catchThrowableOfType(Refused.class, () -> Cursor.read(text, QUERY, count)));
    }

    private static void assertRefused(Refused refused) {
        assertThat(refused).isNotNull();
        assertThat(refused.problem()).isEqualTo(Problem.VALIDATION_ERROR);
        assertThat(refused.errors()).extracting(Refused.FieldError::field).containsExactly("cursor");
    }
}
