package dev.prosa.conversation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.Ledger;
import dev.prosa.conversation.reference.Fixture.Contact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A conversation in the reference: its state by the rules, its ledger and its messages, and the JSON of both. */
final class ExpectedConversation {

    private final Contact contact;
    private final Function<AgentId, String> names;
    private final List<ObjectNode> messages = new ArrayList<>();
    private Conversation state;
    private Ledger ledger = Ledger.empty();

    ExpectedConversation(Conversation begun, Contact contact, Function<AgentId, String> names) {
        this.state = begun;
        this.contact = contact;
        this.names = names;
    }

    Conversation state() {
        return state;
    }

    boolean isActive() {
        return state instanceof ActiveConversation;
    }

    /** The state of one that is active. */
    ActiveConversation active() {
        return (ActiveConversation) state;
    }

    UUID id() {
        return state.id().value();
    }

    UUID assigneeOfActive() {
        return isActive() && state.assignee() != null ? state.assignee().value() : null;
    }

    /** What conversations are locked by, in order. */
    String lockOrder() {
        return state.channel().value() + " " + state.contact().value();
    }

    long inboundAfter(long seq) {
        return ledger.inboundAfter(seq);
    }

    ExpectedConversation apply(Decision decision, Events events) {
        for (Change change : changes(decision)) {
            state = change.after();
            events.of(change);
        }
        return this;
    }

    static List<Change> changes(Decision decision) {
        return decision.fold(Decision.Accepted::changes, refusal -> {
            throw new IllegalStateException("refused: " + refusal);
        });
    }

    void append(MessageAuthor author, String authorName, String text, UUID id, String externalId, Instant at) {
        ledger = ledger.withMessageBy(author, at);
        messages.add(message(author, authorName, text, id, externalId, at));
    }

    JsonNode lastMessage() {
        return Json.normal(messages.get(messages.size() - 1));
    }

    /** Newest first, as the service lists them. */
    List<JsonNode> messages() {
        List<JsonNode> newestFirst =
                new ArrayList<>(messages.stream().map(Json::normal).toList());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    JsonNode json() {
        ObjectNode json = Json.object()
                .put("id", id().toString())
                .put("channelId", state.channel().value().toString());
        json.set(
                "contact",
                Json.object()
                        .put("id", contact.id().toString())
                        .put("name", contact.name())
                        .put("phone", contact.phone()));
        json.set("assignedTo", assignedTo());
        json.put(
                "departmentId",
                state.department() == null ? null : state.department().value().toString());
        json.put("status", state.status().name());
        json.set("lastMessage", messages.isEmpty() ? null : shown(messages.get(messages.size() - 1)));
        json.put("unreadCount", state.unreadCount());
        json.put("createdAt", Json.time(state.createdAt()));
        json.put("updatedAt", Json.time(state.updatedAt()));
        json.put("waitingSince", Json.time(state.waitingSince()));
        json.put("lastReadSeq", state.lastReadSeq());
        json.put("closedAt", Json.time(state.closedAt()));
        json.put(
                "previousConversationId",
                state.previous() == null ? null : state.previous().value().toString());
        return Json.normal(json.put("version", state.version()));
    }

    private ObjectNode assignedTo() {
        if (state.assignee() == null) return null;
        return Json.object().put("id", state.assignee().value().toString()).put("name", names.apply(state.assignee()));
    }

    private static ObjectNode shown(ObjectNode message) {
        String text = message.path("content").asText();
        ObjectNode shown = Json.object();
        for (String same : List.of("id", "seq", "type", "direction", "createdAt")) shown.set(same, message.get(same));
        return shown.put(
                "text",
                text.codePointCount(0, text.length()) <= 160
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, 160)));
    }

    private ObjectNode message(
            MessageAuthor author, String authorName, String text, UUID id, String externalId, Instant at) {
        boolean inbound = author instanceof MessageAuthor.FromContact;
        ObjectNode json = Json.object()
                .put("id", id.toString())
                .put("conversationId", id().toString())
                .put("channelId", state.channel().value().toString())
                .put("seq", ledger.messages().size())
                .put("type", "text")
                .put("direction", inbound ? "INBOUND" : "OUTBOUND")
                .put("status", inbound ? "DELIVERED" : "QUEUED")
                .put("content", text)
                .putNull("mediaUrl")
                .putNull("media")
                .putNull("contactCard")
                .put("from", inbound ? contact.phone() : Fixture.CHANNEL_PHONE)
                .put("to", inbound ? Fixture.CHANNEL_PHONE : contact.phone());
        json.putObject("author")
                .put("type", author.type())
                .put("id", author.id().toString())
                .put("name", authorName);
        return json.put("externalId", externalId)
                .putNull("error")
                .putNull("sentAt")
                .put("createdAt", Json.time(at))
                .put("updatedAt", Json.time(at));
    }
}
