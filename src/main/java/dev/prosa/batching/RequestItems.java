package dev.prosa.batching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.problem.Refused;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What one request brings: one item, or an array of 1–500 in which what is wrong with an item is told in its place. */
public record RequestItems<T>(boolean isArray, List<Item<T>> items) {

    private static final int MOST = 500;

    /** An item as it stands in the body, and what it says or why that cannot be. */
    record Item<T>(JsonNode json, T content, Refused refused) {

        boolean isGood() {
            return refused == null;
        }
    }

    /**
     * @param reader throws {@link Refused} for a wrong item
     * @throws Refused if a single item is wrong, or the array has none or too many
     */
    public static <T> RequestItems<T> read(JsonNode body, Function<JsonNode, T> reader) {
        if (body != null && body.isObject())
            return new RequestItems<>(false, List.of(new Item<>(body, reader.apply(body), null)));
        if (body == null || !body.isArray()) throw Refused.field("body", "must be an object or an array of objects");
        if (body.isEmpty() || body.size() > MOST) throw Refused.field("body", "must hold 1 to " + MOST + " items");
        List<Item<T>> items = new ArrayList<>();
        body.forEach(json -> items.add(item(json, reader)));
        return new RequestItems<>(true, items);
    }

    /** How many items a body brings, whatever they are. */
    public static int sizeOf(JsonNode body) {
        return body != null && body.isArray() ? body.size() : 1;
    }

    private static <T> Item<T> item(JsonNode json, Function<JsonNode, T> reader) {
        try {
            return new Item<>(json, reader.apply(json), null);
        } catch (Refused e) {
            return new Item<>(json, null, e);
        }
    }

    public List<T> good() {
        return items.stream().filter(Item::isGood).map(Item::content).toList();
    }

    /**
     * The answers for all items in their order.
     *
     * @param taken what became of the good ones
     * @throws Refused for an unknown channel and for a single item that was not taken: the whole request
     */
    public <R, A> List<A> answers(List<ItemResult<R>> taken, BiFunction<JsonNode, ItemResult<R>, A> answer) {
        if (!isArray) taken.get(0).receiptOrThrow();
        if (!taken.isEmpty() && taken.stream().allMatch(ItemResult::isOfUnknownChannel))
            taken.get(0).receiptOrThrow();
        Iterator<ItemResult<R>> next = taken.iterator();
        List<A> answers = new ArrayList<>();
        for (Item<T> item : items) {
            answers.add(answer.apply(item.json(), item.isGood() ? next.next() : ItemResult.refused(item.refused())));
        }
        return answers;
    }
}
