package dev.prosa.conversation;

import dev.prosa.conversation.model.ContentInput;
import dev.prosa.conversation.model.MessageType;
import dev.prosa.directory.Caller;
import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to a phone; which of the fields count is said by the type in the path, and the address of media has a name of
 * its own for each type of them.
 */
record SendRequest(
        String to,
        String text,
        String imageUrl,
        String videoUrl,
        String audioUrl,
        String documentUrl,
        String caption,
        String fileName,
        String mimeType,
        Long fileSize,
        String name,
        String phone,
        String email,
        String organization) {

    /** @throws Refused naming every field that is wrong */
    OutboundMessage checked(MessageType type, Caller by, UUID channel) {
        ContentInput content = content(type);
        Optional<Phone> recipient = Phone.of(to);
        List<FieldError> errors = new ArrayList<>();
        if (recipient.isEmpty()) errors.add(new FieldError("to", Phone.MESSAGE));
        content.errors(type).forEach((field, message) -> errors.add(new FieldError(named(field, type), message)));
        if (!errors.isEmpty()) throw Refused.fields(errors);
        return new OutboundMessage(by, channel, recipient.orElseThrow().digits(), content.of(type));
    }

    private ContentInput content(MessageType type) {
        return new ContentInput(
                text, address(type), caption, fileName, mimeType, fileSize, name, phone, email, organization);
    }

    private String address(MessageType type) {
        return switch (type) {
            case IMAGE -> imageUrl;
            case VIDEO -> videoUrl;
            case AUDIO -> audioUrl;
            case DOCUMENT -> documentUrl;
            case TEXT, CONTACT -> null;
        };
    }

    private static String named(String field, MessageType type) {
        return field.equals("url") ? type.wire() + "Url" : field;
    }
}
