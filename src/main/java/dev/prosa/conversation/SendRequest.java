package dev.prosa.conversation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.prosa.conversation.model.ContentInput;
import dev.prosa.conversation.model.MessageType;
import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to a phone; which of the fields count is said by the type in the path, and the address of media has a name of
 * its own for each type of them; {@code url} alone has no meaning here.
 */
@JsonIgnoreProperties("url")
record SendRequest(
        String to,
        String imageUrl,
        String videoUrl,
        String audioUrl,
        String documentUrl,
        @JsonUnwrapped ContentInput content) {

    /** @throws Refused naming every field that is wrong */
    OutboundMessage checked(MessageType type, UUID channel) {
        ContentInput addressed = content.withUrl(address(type));
        Optional<Phone> recipient = Phone.of(to);
        List<FieldError> errors = new ArrayList<>();
        if (recipient.isEmpty()) errors.add(new FieldError("to", Phone.MESSAGE));
        addressed.errors(type).forEach((field, message) -> errors.add(new FieldError(named(field, type), message)));
        if (!errors.isEmpty()) throw Refused.fields(errors);
        return new OutboundMessage(channel, recipient.orElseThrow().digits(), addressed.of(type));
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
