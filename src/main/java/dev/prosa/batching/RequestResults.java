package dev.prosa.batching;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The items of one request as they were sent, and their results in the same order. */
public record RequestResults<R>(List<JsonNode> items, List<ItemResult<R>> results) {

    public <A> List<A> answers(BiFunction<JsonNode, ItemResult<R>, A> answer) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> answer.apply(items.get(i), results.get(i)))
                .toList();
    }
}
