package dev.prosa.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The AsyncAPI document as the tests read it: its channels and messages, and whether payloads fit them. */
public final class AsyncApi {

    private static final String MESSAGE = "#/components/messages/";
    private static final AsyncApi DOCUMENT = new AsyncApi(Schemas.read("/META-INF/asyncapi.yaml"));

    private final JsonNode root;
    private final Schemas schemas;

    private AsyncApi(JsonNode root) {
        this.root = root;
        this.schemas = new Schemas(JsonMetaSchema.getV7(), withEventsApart(root.path("components")));
    }

    /** Each event is checked by its own type: all alternatives would take as many times as long, and report as many faults. */
    private static JsonNode withEventsApart(JsonNode components) {
        ObjectNode copy = components.deepCopy();
        copy.withObject("/schemas").putObject("Event").put("type", "object");
        return copy;
    }

    public static AsyncApi document() {
        return DOCUMENT;
    }

    public JsonNode root() {
        return root;
    }

    /** The names of the messages that go through a channel, whoever sends them. */
    public Set<String> messagesOf(String channel) {
        Set<String> names = new TreeSet<>();
        for (JsonNode message : root.at("/channels/" + channel + "/messages"))
            names.add(message.path("$ref").asText().substring(MESSAGE.length()));
        return names;
    }

    /** Of those messages the ones that the service takes; the others it sends. */
    public Set<String> messagesTakenFrom(String channel) {
        Set<String> names = new TreeSet<>();
        for (JsonNode operation : root.path("operations")) {
            boolean isOne = operation.path("action").asText().equals("receive")
                    && operation.at("/channel/$ref").asText().equals("#/channels/" + channel);
            if (isOne) operation.path("messages").forEach(message -> names.add(lastOf(message)));
        }
        return names;
    }

    public Set<String> eventTypes() {
        Set<String> types = messagesOf("departmentEvents");
        types.removeAll(messagesOf("live"));
        return types;
    }

    public JsonNode message(String name) {
        return root.path("components").path("messages").path(name);
    }

    /** What is wrong with the payload of this message; what the document does not name is wrong, too. */
    public List<String> errors(String message, JsonNode payload) {
        return schemas.errorsOfAll(resolved(message(message).path("payload")), payload);
    }

    /** The same where whatever else there is is let through, as the service does. */
    public List<String> errorsOfNamed(String message, JsonNode payload) {
        return schemas.errors(resolved(message(message).path("payload")), payload);
    }

    /** The node, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String lastOf(JsonNode reference) {
        return reference.path("$ref").asText().replaceFirst(".*/", "");
    }
}
