package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.prosa.problem.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * ", "\"7\"", "\"6\", \"7\"", "\"6\",\"7\""})
    void version7IsMeant(String header) {
        assertThatCode(() -> IfMatch.of(header).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "\"77\"", "W/\"7\"", "\"\""})
    void anotherVersionIsMeant(String header) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> IfMatch.of(header).check(7));

        assertThat(refused.problem()).isEqualTo(ConversationProblems.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "", "\"6\" \"7\"", "w/\"7\""})
    void whatIsNoListOfEntityTagsIsNamed(String header) {
        Refused refused = catchThrowableOfType(Refused.class, () -> IfMatch.of(header));

        assertThat(refused.errors()).singleElement().extracting("field").isEqualTo("If-Match");
    }

    @Test
    void tag_isTheVersionInQuotes() {
        assertThat(IfMatch.etag(12)).isEqualTo("\"12\"");
    }
}
