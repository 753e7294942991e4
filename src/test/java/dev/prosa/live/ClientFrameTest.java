package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.live.ClientFrame.InvalidFrame;
import dev.prosa.live.ClientFrame.Resume;
import dev.prosa.live.ClientFrame.Subscribe;
import dev.prosa.live.ClientFrame.Unsubscribe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameTest {

    private final ObjectMapper json = new ObjectMapper();

    private ClientFrame parse(String text) {
        return ClientFrame.parse(json, text);
    }

    @Test
    void subscribe_withoutPosition_startsAtTheHead() {
        assertThat(parse("{\"type\":\"subscribe\",\"departmentId\":\"triage\"}"))
                .isEqualTo(new Subscribe("triage", null));
    }

    @Test
    void subscribe_withNullPosition_startsAtTheHead() {
        assertThat(parse("{\"type\":\"subscribe\",\"departmentId\":\"triage\",\"after\":null,\"epoch\":null}"))
                .isEqualTo(new Subscribe("triage", null));
    }

    @Test
    void subscribe_withPosition_resumes() {
        assertThat(parse("{\"type\":\"subscribe\",\"departmentId\":\"triage\",\"after\":7,\"epoch\":\"e\",\"new\":1}"))
                .isEqualTo(new Subscribe("triage", new Resume(7, "e")));
    }

    @Test
    void unsubscribe_isParsed() {
        assertThat(parse("{\"type\":\"unsubscribe\",\"departmentId\":\"d\"}")).isEqualTo(new Unsubscribe("d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"departmentId\":7}",
                "{\"type\":\"subscribe\",\"departmentId\":\"d\",\"after\":1}",
                "{\"type\":\"subscribe\",\"departmentId\":\"d\",\"epoch\":\"e\"}",
                "{\"type\":\"subscribe\",\"departmentId\":\"d\",\"after\":-1,\"epoch\":\"e\"}",
                "{\"type\":\"subscribe\",\"departmentId\":\"d\",\"after\":1.5,\"epoch\":\"e\"}",
                "{\"type\":\"subscribe\",\"departmentId\":\"d\",\"after\":99999999999999999999,\"epoch\":\"e\"}",
                "{\"type\":\"subscribe\",\"departmentId\":\"d\",\"after\":\"1\",\"epoch\":\"e\"}",
                "{\"type\":\"unsubscribe\"}",
                "{\"type\":\"renew\"}"
            })
    void otherText_isInvalid(String text) {
        assertThat(parse(text)).isInstanceOf(InvalidFrame.class);
    }
}
