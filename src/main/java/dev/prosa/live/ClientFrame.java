package dev.prosa.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** A frame that a client sends. */
public sealed interface ClientFrame {

    /** @param from null: after the head */
    record Subscribe(String department, Resume from) implements ClientFrame {}

    record Unsubscribe(String department) implements ClientFrame {}

    record Renew(String token) implements ClientFrame {}

    /** @param department the one that the frame names, or null */
    record InvalidFrame(String why, String department) implements ClientFrame {}

    /** The position to resume from: after this seq of this epoch. */
    record Resume(long after, String epoch) {}

    /** Reads one frame; never fails. */
    static ClientFrame parse(ObjectMapper json, String text) {
        try {
            JsonNode frame = json.readTree(text);
            return frame.isObject() ? ofType(frame) : new InvalidFrame("A frame is a JSON object", null);
        } catch (JsonProcessingException e) {
            return new InvalidFrame("A frame is a JSON object", null);
        }
    }

    private static ClientFrame ofType(JsonNode frame) {
        return switch (frame.path("type").asText()) {
            case "subscribe" -> subscribe(frame);
            case "unsubscribe" ->
                text(frame, "departmentId")
                        .<ClientFrame>map(Unsubscribe::new)
                        .orElseGet(() -> new InvalidFrame("departmentId is missing", null));
            case "renew" ->
                text(frame, "token")
                        .<ClientFrame>map(Renew::new)
                        .orElseGet(() -> new InvalidFrame("token is missing", null));
            default ->
                new InvalidFrame(
                        "type is subscribe, unsubscribe or renew",
                        text(frame, "departmentId").orElse(null));
        };
    }

    private static ClientFrame subscribe(JsonNode frame) {
        Optional<String> department = text(frame, "departmentId");
        if (department.isEmpty()) return new InvalidFrame("departmentId is missing", null);
        JsonNode after = frame.path("after");
        JsonNode epoch = frame.path("epoch");
        if (isAbsent(after) && isAbsent(epoch)) return new Subscribe(department.get(), null);
        boolean understood =
                after.isIntegralNumber() && after.canConvertToLong() && after.longValue() >= 0 && epoch.isTextual();
        return understood
                ? new Subscribe(department.get(), new Resume(after.longValue(), epoch.textValue()))
                : new InvalidFrame("after is a seq and epoch a text, both or neither", department.get());
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Optional<String> text(JsonNode frame, String field) {
        return Optional.ofNullable(frame.path(field).textValue());
    }
}
