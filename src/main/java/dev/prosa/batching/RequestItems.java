package dev.prosa.batching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.problem.Refused;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The items of one request body: a single item, or an array of 1–500 in which a wrong item is rejected by itself. */
public record RequestItems<T>(boolean isArray, List<Item<T>> items) {

    private static final int MOST = 500;

    /** An item as it stands in the body, and its content or why it cannot be read. */
    record Item<T>(JsonNode json, ItemResult<T> content) {}

    /**
     * @param reader throws {@link Refused} for a wrong item
     * @throws Refused if a single item is wrong, or if an array is empty or too long
     */
    public static <T> RequestItems<T> read(JsonNode body, Function<JsonNode, T> reader) {
        if (body != null && body.isObject())
            return new RequestItems<>(false, List.of(new Item<>(body, ItemResult.accepted(reader.apply(body)))));
        if (body == null || !body.isArray()) throw Refused.field("body", "must be an object or an array of objects");
        if (body.isEmpty() || body.size() > MOST) throw Refused.field("body", "must hold 1 to " + MOST + " items");
        List<Item<T>> items = new ArrayList<>();
        body.forEach(json -> items.add(new Item<>(json, content(json, reader))));
        return new RequestItems<>(true, items);
    }

    /** How many items a body has, whatever they are. */
    public static int sizeOf(JsonNode body) {
        return body != null && body.isArray() ? body.size() : 1;
    }

    private static <T> ItemResult<T> content(JsonNode json, Function<JsonNode, T> reader) {
        try {
            return ItemResult.accepted(reader.apply(json));
        } catch (Refused e) {
            return ItemResult.rejected(e);
        }
    }

    /** The contents of the items that can be read. */
    public List<T> readable() {
        return items.stream().map(Item::content).flatMap(ItemResult::stream).toList();
    }

    /**
     * The results of all items in their order.
     *
     * @param stored the results of the {@link #readable} items
     * @throws Refused if the whole request is to be refused: its channel is unknown, or its single item was rejected
     */
    public <R> RequestResults<R> results(List<ItemResult<R>> stored) {
        boolean unknownChannel = stored.stream().allMatch(RequestItems::isOfUnknownChannel);
        if (!isArray || unknownChannel) stored.stream().findFirst().ifPresent(ItemResult::orThrow);
        Iterator<ItemResult<R>> next = stored.iterator();
        List<ItemResult<R>> results = new ArrayList<>();
        for (Item<T> item : items) results.add(item.content().then(content -> next.next()));
        return new RequestResults<>(items.stream().map(Item::json).toList(), results);
    }

    private static boolean isOfUnknownChannel(ItemResult<?> result) {
        return result.fold(value -> false, reason -> reason == ItemResult.UNKNOWN_CHANNEL);
    }
}
