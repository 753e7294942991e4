package dev.prosa.conversation;

import dev.prosa.conversation.model.ContentInput;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.conversation.model.MessageType;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * A message to the contact.
 *
 * @param type {@code text}, {@code image}, {@code audio}, {@code video}, {@code document} or {@code contact}
 */
record ReplyRequest(String type, ContentInput content) {

    /** @throws Refused naming every field that is wrong */
    MessageContent checked() {
        MessageType known = MessageType.ofWire(type).orElse(null);
        List<FieldError> errors = new ArrayList<>();
        if (known == null) errors.add(new FieldError("type", "must be a known message type"));
        if (content == null) errors.add(new FieldError("content", "must be given"));
        if (errors.isEmpty()) {
            content.errors(known).forEach((field, message) -> errors.add(new FieldError("content." + field, message)));
        }
        if (!errors.isEmpty()) throw Refused.fields(errors);
        return content.of(known);
    }
}
