package dev.prosa.conversation;

import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.Closed;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Read;
import dev.prosa.conversation.model.Change.Transferred;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.directory.Caller;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * How a change of a conversation {@code c} is told after its row was saved: a call of one of the SQL functions of
 * {@code db/functions/conversation}, which writes history and events and answers with JSON, and the call's parameters.
 */
record Telling(String call, Map<String, String> parameters) {

    /** Nothing happened: the conversation as it is. */
    static final Telling NOTHING = new Telling("conversation_json(c)", Map.of());

    private static final String BY = "cast(cast(:by as text) as json)";
    private static final String AT = "cast(cast(:at as text) as timestamptz)";

    /**
     * @param holderBefore name of who held the conversation before, or null
     * @param content of the message that is appended, else null
     */
    static Telling of(Change change, String holderBefore, MessageContent content, Caller by, Instant at) {
        Telling call = call(change, holderBefore, content).with("at", at.toString());
        return change instanceof Read ? call : call.with("by", new JsonObject(by.by()).encode());
    }

    private static Telling call(Change change, String holderBefore, MessageContent content) {
        if (change instanceof Assigned assigned) return assigned(assigned, holderBefore);
        if (change instanceof Transferred transferred) return transferred(transferred);
        if (change instanceof Closed closed) {
            return new Telling("append_closed_event(c, " + BY + ", :note, " + AT + ")", Map.of())
                    .with("note", closed.note());
        }
        if (change instanceof Read) return new Telling("append_unread_event(c, " + AT + ")", Map.of());
        if (change instanceof MessageAppended) {
            return new Telling(
                            "store_outbound_message(c, cast(cast(:content as text) as json), " + BY + ", " + AT + ")",
                            Map.of())
                    .with("content", json(content));
        }
        throw new IllegalArgumentException("no command does this: " + change);
    }

    private static Telling assigned(Assigned change, String holderBefore) {
        return new Telling(
                        "append_assigned_event(c, " + BY + ", cast(:previous as uuid), :previousName, " + AT + ")",
                        Map.of())
                .with("previous", text(change.previousAssignee()))
                .with("previousName", change.previousAssignee() == null ? null : holderBefore);
    }

    private static Telling transferred(Transferred change) {
        String from = "cast(:fromDepartment as uuid), cast(:fromAttendant as uuid)";
        return new Telling("append_transferred_event(c, " + BY + ", " + from + ", :note, " + AT + ")", Map.of())
                .with("fromDepartment", text(change.fromDepartment()))
                .with("fromAttendant", text(change.fromAssignee()))
                .with("note", change.note());
    }

    private Telling with(String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return new Telling(call, Collections.unmodifiableMap(more));
    }

    /** Without what it does not have, so that the same content is always the same text. */
    static String json(MessageContent content) {
        return new JsonObject(content.fields()).encode();
    }

    private static String text(AgentId idOrNull) {
        return idOrNull == null ? null : idOrNull.value().toString();
    }

    private static String text(DepartmentId idOrNull) {
        return idOrNull == null ? null : idOrNull.value().toString();
    }
}
