package dev.prosa.intake;

import dev.prosa.conversation.model.ContentInput;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.conversation.model.MessageType;
import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A message as an adapter sends it in.
 *
 * @param externalId the channel's id of it, 1–255 characters; a repeat changes nothing
 * @param type {@code text}, {@code image}, {@code audio}, {@code video}, {@code document} or {@code contact}
 * @param sentAt when the contact wrote it, or null
 */
@RegisterForReflection(registerFullHierarchy = true)
record InboundRequest(String externalId, From from, String type, ContentInput content, Instant sentAt) {

    private static final int LONGEST = 255;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Who wrote: {@code name} names a contact that is not known yet, up to 255 characters. */
    record From(String phone, String name) {}

    /** @throws Refused naming every field that is wrong */
    InboundMessage checked(UUID institution, UUID channel) {
        List<FieldError> errors = errors();
        if (!errors.isEmpty()) throw Refused.fields(errors);
        String phone = Phone.of(from.phone()).orElseThrow().digits();
        String name = from.name() == null || from.name().isBlank() ? null : from.name();
        MessageContent said = content.of(MessageType.ofWire(type).orElseThrow());
        return new InboundMessage(institution, channel, externalId, phone, name, said, sentAt);
    }

    private List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        if (externalId == null || externalId.isEmpty()) errors.add(new FieldError("externalId", "must be given"));
        else if (tooLong(externalId)) errors.add(new FieldError("externalId", "must be at most 255 characters"));
        senderErrors(errors);
        contentErrors(errors);
        if (sentAt != null && (sentAt.isBefore(EARLIEST) || sentAt.isAfter(LATEST))) {
            errors.add(new FieldError("sentAt", "must lie in the years 1 to 9999"));
        }
        return errors;
    }

    private void senderErrors(List<FieldError> errors) {
        if (from == null || Phone.of(from.phone()).isEmpty()) {
            errors.add(new FieldError("from.phone", Phone.MESSAGE));
        }
        if (from != null && from.name() != null && tooLong(from.name())) {
            errors.add(new FieldError("from.name", "must be at most 255 characters"));
        }
    }

    private void contentErrors(List<FieldError> errors) {
        MessageType known = MessageType.ofWire(type).orElse(null);
        if (known == null) errors.add(new FieldError("type", "must be a known message type"));
        if (content == null) errors.add(new FieldError("content", "must be given"));
        if (known == null || content == null) return;
        content.errors(known).forEach((field, message) -> errors.add(new FieldError("content." + field, message)));
    }

    private static boolean tooLong(String text) {
        return text.codePointCount(0, text.length()) > LONGEST;
    }
}
