package dev.prosa.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.prosa.conversation.model.ContentInput;
import dev.prosa.intake.InboundRequest.From;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundRequestTest {

    private static final From MARIA = new From("+5511999990000", "Maria");

    @Test
    void aLeadingPlusOfThePhoneIsDropped() {
        assertThat(check(new InboundRequest("a", MARIA, "text", text("hi"), null))
                        .phone())
                .isEqualTo("5511999990000");
    }

    @Test
    void aBlankNameIsNone() {
        From blank = new From("5511999990000", "  ");

        assertThat(check(new InboundRequest("a", blank, "text", text("hi"), null))
                        .name())
                .isNull();
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        InboundRequest wrong = new InboundRequest("", new From("12", null), "telegram", null, null);

        assertThat(wrongFieldsOf(wrong)).containsExactly("externalId", "from.phone", "type", "content");
    }

    @Test
    void aTextOf4096CharactersPassesAndOneMoreDoesNot() {
        String longest = "é".repeat(4095) + "😀";

        assertThatCode(() -> check(request(text(longest)))).doesNotThrowAnyException();
        assertThat(wrongFieldsOf(request(text(longest + "x")))).containsExactly("content.text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1234567", "1234567890123456", "++551199999000", "55 11 99999", "abcdefgh", "５５１１９９９９９"})
    void whatIsNoPhoneIsRefused(String phone) {
        assertThat(wrongFieldsOf(new InboundRequest("a", new From(phone, null), "text", text("hi"), null)))
                .containsExactly("from.phone");
    }

    @Test
    void anExternalIdOf255CharactersPassesAndOneMoreDoesNot() {
        assertThatCode(() -> check(new InboundRequest("x".repeat(255), MARIA, "text", text("hi"), null)))
                .doesNotThrowAnyException();
        assertThat(wrongFieldsOf(new InboundRequest("x".repeat(256), MARIA, "text", text("hi"), null)))
                .containsExactly("externalId");
    }

    @Test
    void aTimeNoCalendarKnowsIsRefused() {
        assertThat(wrongFieldsOf(new InboundRequest("a", MARIA, "text", text("hi"), Instant.MAX)))
                .containsExactly("sentAt");
    }

    private static InboundRequest request(ContentInput content) {
        return new InboundRequest("a", MARIA, "text", content, null);
    }

    private static InboundMessage check(InboundRequest request) {
        return request.checked(UUID.randomUUID(), UUID.randomUUID());
    }

    private static List<String> wrongFieldsOf(InboundRequest request) {
        Refused refused = catchThrowableOfType(Refused.class, () -> check(request));
        return refused.errors().stream().map(FieldError::field).toList();
    }

    private static ContentInput text(String text) {
        return new ContentInput(text, null, null, null, null, null, null, null, null, null);
    }
}
