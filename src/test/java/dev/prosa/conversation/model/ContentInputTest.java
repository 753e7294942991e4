package dev.prosa.conversation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentInputTest {

    private static final String PHONE = "+5511999990000";

    @Test
    void text_ofOneCharacterOrMore_isTheContent() {
        assertThat(fields(MessageType.TEXT, text("x"))).isEqualTo(Map.of("text", "x"));
    }

    @Test
    void media_withEverything_keepsAllOfIt() {
        ContentInput image =
                new ContentInput(null, "https://a/b", "the invoice", "b.png", "image/png", 7L, null, null, null, null);

        assertThat(fields(MessageType.IMAGE, image))
                .isEqualTo(Map.of(
                        "text", "the invoice",
                        "mediaUrl", "https://a/b",
                        "media", Map.of("fileName", "b.png", "mimeType", "image/png", "fileSize", 7L)));
    }

    @Test
    void media_withoutCaption_hasAnEmptyText() {
        assertThat(fields(MessageType.AUDIO, media("https://a/b", null)))
                .isEqualTo(Map.of("text", "", "mediaUrl", "https://a/b", "media", Map.of()));
    }

    @Test
    void card_withEverything_keepsAllOfIt_phoneInDigits() {
        assertThat(fields(MessageType.CONTACT, card("Maria", PHONE, "maria@a", "Acme")))
                .isEqualTo(Map.of(
                        "text",
                        "Maria",
                        "contactCard",
                        Map.of("name", "Maria", "phone", "5511999990000", "email", "maria@a", "organization", "Acme")));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void fileSize_fromZero_passes(long bytes) {
        ContentInput file = new ContentInput(null, "https://a/b", null, null, null, bytes, null, null, null, null);

        assertThat(file.errors(MessageType.DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "https://a/b?c=d", "HTTP://a", "HTTPS://a"})
    void url_ofTheWeb_passes(String url) {
        assertThat(media(url, null).errors(MessageType.VIDEO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "https:", "https:a", "https:///b", "ftp://a/b", "https://a b"})
    void url_ofNoHostOfTheWeb_isRefused(String url) {
        assertThat(media(url, null).errors(MessageType.VIDEO)).containsOnlyKeys("url");
    }

    @ParameterizedTest
    @CsvSource({
        "text, text, 4096",
        "image, url, 2048",
        "image, caption, 1024",
        "image, fileName, 255",
        "image, mimeType, 255",
        "contact, name, 255",
        "contact, email, 255",
        "contact, organization, 255"
    })
    void field_upToItsLength_passes_andOneMoreDoesNot(String type, String field, int most) {
        MessageType known = MessageType.ofWire(type).orElseThrow();

        assertThat(with(field, most).errors(known)).isEmpty();
        assertThat(with(field, most + 1).errors(known)).containsOnlyKeys(field);
    }

    @Test
    void length_isOfCodePoints() {
        assertThat(text("😀".repeat(4096)).errors(MessageType.TEXT)).isEmpty();
        assertThat(text("😀".repeat(4097)).errors(MessageType.TEXT)).containsOnlyKeys("text");
    }

    @Test
    void withoutWhatItsTypeNeeds_allIsNamed() {
        ContentInput empty = card(null, null, null, null);

        assertThat(empty.errors(MessageType.TEXT)).containsOnlyKeys("text");
        assertThat(empty.errors(MessageType.IMAGE)).containsOnlyKeys("url");
        assertThat(empty.errors(MessageType.CONTACT)).containsOnlyKeys("name", "phone");
        assertThat(text("").errors(MessageType.TEXT)).containsOnlyKeys("text");
    }

    private static Map<String, Object> fields(MessageType type, ContentInput input) {
        assertThat(input.errors(type)).isEmpty();
        return input.of(type).fields();
    }

    /** Right in everything, and with this field that long. */
    private static ContentInput with(String field, int length) {
        return new ContentInput(
                valueOf("text", "t", field, length),
                field.equals("url") ? "https://a/" + "x".repeat(length - 10) : "https://a/b",
                valueOf("caption", null, field, length),
                valueOf("fileName", null, field, length),
                valueOf("mimeType", null, field, length),
                null,
                valueOf("name", "n", field, length),
                PHONE,
                valueOf("email", null, field, length),
                valueOf("organization", null, field, length));
    }

    private static String valueOf(String name, String otherwise, String field, int length) {
        return name.equals(field) ? "x".repeat(length) : otherwise;
    }

    private static ContentInput text(String text) {
        return new ContentInput(text, null, null, null, null, null, null, null, null, null);
    }

    private static ContentInput media(String url, String caption) {
        return new ContentInput(null, url, caption, null, null, null, null, null, null, null);
    }

    private static ContentInput card(String name, String phone, String email, String organization) {
        return new ContentInput(null, null, null, null, null, null, name, phone, email, organization);
    }
}
