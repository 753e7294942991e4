package dev.prosa.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestItemsTest {

    private static final ItemResult<String> STORED = ItemResult.accepted("stored");
    private static final ItemResult<String> UNKNOWN = ItemResult.rejected(ItemResult.UNKNOWN_CHANNEL);
    private static final ItemResult<String> EXISTS = ItemResult.rejected(Problem.ALREADY_EXISTS.refused());

    @Test
    void singleItem_wrong_refusesTheRequest() {
        assertThatThrownBy(() -> read("{}")).isInstanceOf(Refused.class);
    }

    @Test
    void singleItem_rejected_refusesTheRequest() {
        RequestItems<String> request = read("{'id':'a'}");

        assertThatThrownBy(() -> request.results(List.of(EXISTS)))
                .isSameAs(EXISTS.rejection().orElseThrow());
    }

    @Test
    void array_wrongItem_isRejectedAtItsIndex() {
        RequestItems<String> request = read("[{'id':'a'},{},{'id':'c'}]");
        assertThat(request.readable()).containsExactly("a", "c");

        assertThat(answers(request, List.of(STORED, EXISTS)))
                .containsExactly("a stored", "null VALIDATION_ERROR", "c ALREADY_EXISTS");
    }

    @Test
    void array_withoutReadableItem_hasTheReasons() {
        assertThat(answers(read("[{},{}]"), List.of()))
                .containsExactly("null VALIDATION_ERROR", "null VALIDATION_ERROR");
    }

    @Test
    void array_ofAnUnknownChannel_refusesTheRequest() {
        RequestItems<String> request = read("[{'id':'a'},{},{'id':'c'}]");

        assertThatThrownBy(() -> request.results(List.of(UNKNOWN, UNKNOWN))).isSameAs(ItemResult.UNKNOWN_CHANNEL);
    }

    /** The channel was deleted between two batches of one request. */
    @Test
    void array_partlyOfAnUnknownChannel_isAnsweredItemByItem() {
        assertThat(answers(read("[{'id':'a'},{'id':'b'}]"), List.of(STORED, UNKNOWN)))
                .containsExactly("a stored", "b NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "null", "'text'"})
    void body_withoutItems_isRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Refused.class);
    }

    @Test
    void array_of500Items_isRead_andOneMoreIsRefused() {
        assertThat(read(arrayOf(500)).readable()).hasSize(500);
        assertThatThrownBy(() -> read(arrayOf(501))).isInstanceOf(Refused.class);
    }

    private static String arrayOf(int items) {
        return "[" + "{'id':'a'},".repeat(items - 1) + "{'id':'a'}]";
    }

    private static RequestItems<String> read(String body) {
        return RequestItems.read(json(body), RequestItemsTest::id);
    }

    private static String id(JsonNode item) {
        if (!item.has("id")) throw Refused.field("id", "must be given");
        return item.path("id").asText();
    }

    private static List<String> answers(RequestItems<String> request, List<ItemResult<String>> stored) {
        return request.results(stored)
                .answers((json, result) -> json.path("id").textValue() + " "
                        + result.fold(value -> value, reason -> reason.problem().code()));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
