package dev.prosa.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.generated.Case.Expected;
import dev.prosa.testing.OpenApi;
import dev.prosa.testing.OpenApi.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All ways of sending a request to an operation: as it should be, and with one thing wrong, thing by thing. */
final class Cases {

    private static final int VALID = 12;
    /** What a valid request runs into all the same: no password is known to the generator. */
    private static final Set<String> NEEDS_A_SECRET = Set.of("login", "changePassword", "register");

    private static final List<String> WRONG_IDS = List.of(
            "x",
            "1-1-1-1-1",
            "%20",
            "%00",
            "%C3%28",
            "..%2f",
            "a".repeat(3000),
            "null",
            "00000000-0000-0000-0000-0000");
    private static final List<String> WRONG_PARAMETERS = List.of(
            "",
            "x",
            "-1",
            "0",
            "1.5",
            "501",
            "99999999999",
            "9223372036854775808",
            "null",
            "%00",
            "%C3%28",
            "%ED%A0%80",
            "a".repeat(5000),
            "'%20or%201=1--",
            "%F0%9F%98%80");
    private static final List<String> NO_JSON = List.of(
            "",
            "{",
            "}",
            "null",
            "[]",
            "{}",
            "[{}]",
            "5",
            "\"text\"",
            "NaN",
            "{} {}",
            "{'a':1}",
            "<xml/>",
            "{\"name\":\"\\q\"}",
            "[".repeat(3000),
            "{\"a\":".repeat(1500) + "1" + "}".repeat(1500));

    private final OpenApi.Operation operation;
    private final String foreignId;
    private final List<Case> cases = new ArrayList<>();

    private Cases(Operation operation, String foreignId) {
        this.operation = operation;
        this.foreignId = foreignId;
    }

    static List<Case> of(Operation operation, TargetInstitution target, String foreignId) {
        Cases cases = new Cases(operation, foreignId);
        cases.valid();
        cases.callers(target);
        cases.parameters();
        cases.methods();
        Draft sample = Draft.valid(operation, target, new Random(1), true);
        if (sample.body != null) cases.bodies(sample.body);
        return cases.cases;
    }

    private void valid() {
        Expected expected = NEEDS_A_SECRET.contains(operation.id()) ? Expected.ANYTHING : Expected.ACCEPTANCE;
        for (int i = 0; i < VALID; i++) cases.add(new Case(operation, "valid", expected, i % 2 == 0, draft -> {}));
    }

    private void callers(TargetInstitution target) {
        target.callers.forEach(caller -> header("Authorization", "Bearer " + caller.bearer(), Expected.ANYTHING));
        boolean open = operation.node().has("security");
        Expected expected = open ? Expected.ANYTHING : Expected.REFUSAL;
        for (String wrong : List.of("Bearer x", "Bearer ", "Bearer a.b.c", "Basic YTpi", "Bearer prosa_sk_unknown", ""))
            header("Authorization", wrong, expected);
        add("no credential", expected, draft -> draft.headers.remove("Authorization"));
        header("Accept", "image/png", Expected.ANYTHING);
        header("Accept", ";;", Expected.ANYTHING);
        header("Accept-Language", "x".repeat(3000), Expected.ANYTHING);
    }

    private void parameters() {
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> pathValues(name);
                case "query" -> queries(name, parameter.path("schema"));
                default -> headers(name);
            }
        }
        add("an unknown parameter", Expected.ANYTHING, draft -> draft.ask("colour", "blue"));
        add("U+0000 in the query", Expected.REFUSAL, draft -> draft.ask("a", "b%00"));
    }

    private void pathValues(String name) {
        List<String> values = new ArrayList<>(WRONG_IDS);
        values.add(foreignId);
        values.add(UUID.randomUUID().toString());
        for (String value : values)
            add(name + " is " + value, Expected.REFUSAL, draft -> draft.pathValues.put(name, value));
    }

    private void queries(String name, JsonNode schema) {
        for (String value : WRONG_PARAMETERS)
            add(name + " is " + value, Expected.ANYTHING, draft -> draft.ask(name, value));
        JsonNode known = OpenApi.document().resolved(schema);
        for (JsonNode example : known.has("enum") ? known.path("enum") : known.path("examples"))
            add(name + " is an example", Expected.ANYTHING, draft -> draft.ask(name, Draft.encoded(example.asText())));
        add(name + " is a foreign id", Expected.ANYTHING, draft -> draft.ask(name, foreignId));
    }

    private void headers(String name) {
        for (String value : List.of("", "7", "\"0\"", "W/\"1\"", "*", "\"", "a b", "\u00e9", "x".repeat(300)))
            header(name, value, Expected.ANYTHING);
    }

    private void methods() {
        for (String method : List.of("GET", "PUT", "POST", "PATCH", "DELETE", "TRACE", "BREW"))
            if (OpenApi.document().operation(method, operation.path()).isEmpty())
                add("by " + method, Expected.ANYTHING, draft -> draft.method = method);
    }

    private void bodies(JsonNode sample) {
        for (String text : NO_JSON)
            add(
                    "the body is " + text,
                    Expected.ANYTHING,
                    draft -> draft.rawBody = text.getBytes(StandardCharsets.UTF_8));
        add(
                "no UTF-8",
                Expected.REFUSAL,
                draft -> draft.rawBody = new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        for (String type : List.of("text/plain", "application/xml", "multipart/form-data", ";;", "application/json; x"))
            header("Content-Type", type, Expected.ANYTHING);
        add("an unknown field", Expected.ANYTHING, Cases::addField);
        fields(sample, WrongValues.all(foreignId), Expected.ANYTHING);
        // in an array a wrong item is reported at its index
        fields(sample, WrongValues.unstorable(), sample.isArray() ? Expected.ANYTHING : Expected.REFUSAL);
    }

    private static void addField(Draft draft) {
        if (draft.body instanceof ObjectNode object) object.put("unknown", "field");
    }

    private void fields(JsonNode sample, Map<String, UnaryOperator<JsonNode>> values, Expected expected) {
        for (int place = 0; place < WrongValues.count(sample); place++)
            for (Map.Entry<String, UnaryOperator<JsonNode>> value : values.entrySet())
                field(place, value.getKey(), value.getValue(), expected);
    }

    private void field(int place, String what, UnaryOperator<JsonNode> value, Expected expected) {
        add(what + " at " + place, expected, draft -> draft.body = changed(draft.body, place, value));
    }

    private static JsonNode changed(JsonNode body, int place, UnaryOperator<JsonNode> value) {
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        holder.set("body", body);
        // the first value is the body itself, which other cases replace
        WrongValues.change(holder, 1 + place % WrongValues.count(body), value);
        return holder.get("body");
    }

    private void header(String name, String value, Expected expected) {
        add(name + ": " + value, expected, draft -> draft.headers.put(name, value));
    }

    private void add(String what, Expected expected, Consumer<Draft> change) {
        cases.add(new Case(operation, what, expected, true, change));
    }
}
