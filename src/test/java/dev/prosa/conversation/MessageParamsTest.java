package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.MessageParams.Range;
import dev.prosa.http.WrongBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageParamsTest {

    @ParameterizedTest
    @CsvSource({
        "limit,  0,,",
        "limit,  501,,",
        "limit,  x,,",
        "before, 50, x,",
        "before, 50, -1,",
        "before, 50, 9223372036854775808,",
        "after,  50,, -1",
        "after,  50,, x",
        "after,  50, 2, 1"
    })
    void messageParameter_ofWrongValue_isNamed(String field, String limit, String before, String after) {
        assertThat(WrongBody.fields(() -> params(limit, before, after).checked()))
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"50,,, false, 9223372036854775807", "1, 7,, false, 7", "500,, 0, true, 0"})
    void messageParameters_withinBounds_areTaken(String limit, String before, String after, boolean upwards, long seq) {
        assertThat(params(limit, before, after).checked()).isEqualTo(new Range(upwards, seq, Integer.parseInt(limit)));
    }

    private static MessageParams params(String limit, String before, String after) {
        MessageParams params = new MessageParams();
        params.limit = limit;
        params.before = before;
        params.after = after;
        return params;
    }
}
