package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PatchTest {

    private static final UUID SALES = new UUID(0, 2);

    record Request(Patch<UUID> department, Patch<String> phone) {}

    private static Request read(String json) throws JsonProcessingException {
        return WrongBody.JSON.readValue(json, Request.class);
    }

    @Test
    void absentField_leavesWhatIsThere() throws Exception {
        assertThat(read("{}").department().isAbsent()).isTrue();
        assertThat(read("{}").department().orElse(SALES)).isEqualTo(SALES);
    }

    @Test
    void nullField_takesItAway() throws Exception {
        assertThat(read("{\"department\": null}").department()).isEqualTo(Patch.of(null));
        assertThat(read("{\"department\": null}").department().orElse(SALES)).isNull();
    }

    @Test
    void field_isReadAsItsOwnType() throws Exception {
        assertThat(read("{\"department\": \"" + SALES + "\", \"phone\": \"123\"}"))
                .isEqualTo(new Request(Patch.of(SALES), Patch.of("123")));
    }

    @Test
    void valueOfAnotherType_isRefused() {
        assertThatThrownBy(() -> read("{\"phone\": 5}")).isInstanceOf(JsonProcessingException.class);
    }
}
