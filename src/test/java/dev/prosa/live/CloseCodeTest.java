package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.AsyncApi;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CloseCodeTest {

    @Test
    void asyncApiDocument_listsEachCloseCode() {
        String text =
                AsyncApi.document().root().at("/channels/live/description").asText();
        List<String> listed = Pattern.compile("(?m)^\\| (\\d{4}) \\|")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(cell -> cell.replaceAll("\\D", ""))
                .toList();

        assertThat(listed)
                .isEqualTo(Arrays.stream(CloseCode.values())
                        .map(code -> String.valueOf(code.code()))
                        .toList());
    }
}
