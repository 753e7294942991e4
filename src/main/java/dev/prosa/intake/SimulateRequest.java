package dev.prosa.intake;

import dev.prosa.conversation.model.ContentInput;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import java.util.UUID;

/**
 * What a contact is to write.
 *
 * @param channelId null: the oldest channel
 * @param from the contact's phone
 */
record SimulateRequest(UUID channelId, String from, String name, String type, ContentInput content) {

    /** @throws Refused naming every field that is wrong, as it is called here */
    InboundMessage checked(UUID institution, UUID channel, String externalId) {
        try {
            return as(externalId).checked(institution, channel);
        } catch (Refused wrong) {
            throw Refused.fields(
                    wrong.errors().stream().map(SimulateRequest::renamed).toList());
        }
    }

    private InboundRequest as(String externalId) {
        return new InboundRequest(externalId, new InboundRequest.From(from, name), type, content, null);
    }

    private static FieldError renamed(FieldError error) {
        return switch (error.field()) {
            case "from.phone" -> new FieldError("from", error.message());
            case "from.name" -> new FieldError("name", error.message());
            default -> error;
        };
    }
}
