package dev.prosa.conversation.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTypeTest {

    @ParameterizedTest
    @CsvSource({"TEXT, text", "IMAGE, image", "AUDIO, audio", "VIDEO, video", "DOCUMENT, document", "CONTACT, contact"})
    void onTheWireATypeIsInLowerCase(MessageType type, String wire) {
        assertThat(type.wire()).isEqualTo(wire);
    }

    @ParameterizedTest
    @EnumSource
    void type_isFoundByItsWireName(MessageType type) {
        assertThat(MessageType.ofWire(type.wire())).contains(type);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "TEXT", "Text", " text", "sticker"})
    void anyOtherNameIsNoType(String name) {
        assertThat(MessageType.ofWire(name)).isEmpty();
    }

    @Test
    void types_areSix() {
        assertThat(MessageType.values()).hasSize(6);
    }
}
