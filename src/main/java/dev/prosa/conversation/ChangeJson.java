package dev.prosa.conversation;

import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.Closed;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Opened;
import dev.prosa.conversation.model.Change.Read;
import dev.prosa.conversation.model.Change.Transferred;
import dev.prosa.conversation.model.MessageContent;
import io.vertx.core.json.JsonObject;

/**
 * A change as the SQL function {@code append_changes} reads it.
 *
 * @param nameOfAssigneeBefore null without one
 * @param message of the message that is appended, else null
 */
record ChangeJson(String nameOfAssigneeBefore, MessageContent message) implements Change.Visitor<JsonObject> {

    @Override
    public JsonObject opened(Opened change) {
        return named("OPENED");
    }

    @Override
    public JsonObject messageAppended(MessageAppended change) {
        return named("MESSAGE_APPENDED").put("content", content(message));
    }

    @Override
    public JsonObject read(Read change) {
        return named("READ");
    }

    @Override
    public JsonObject assigned(Assigned change) {
        if (change.previousAssignee() == null) return named("ASSIGNED");
        return named("ASSIGNED")
                .put("previousAssignee", change.previousAssignee().value().toString())
                .put("previousAssigneeName", nameOfAssigneeBefore);
    }

    @Override
    public JsonObject transferred(Transferred change) {
        JsonObject json = named("TRANSFERRED").put("note", change.note());
        if (change.fromDepartment() != null)
            json.put("fromDepartment", change.fromDepartment().value().toString());
        if (change.fromAssignee() != null)
            json.put("fromAssignee", change.fromAssignee().value().toString());
        return json;
    }

    @Override
    public JsonObject closed(Closed change) {
        return named("CLOSED").put("note", change.note());
    }

    /** Without what it does not have, so that the same content is always the same text. */
    static JsonObject content(MessageContent content) {
        return new JsonObject(content.fields()).put("type", content.type().wire());
    }

    private static JsonObject named(String change) {
        return new JsonObject().put("change", change);
    }
}
