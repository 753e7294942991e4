package dev.prosa.intake;

import dev.prosa.conversation.model.ContentInput;
import java.util.UUID;

/**
 * What a contact is to write.
 *
 * @param channelId null: the oldest channel
 * @param from the contact's phone
 */
record SimulateRequest(UUID channelId, String from, String name, String type, ContentInput content) {

    InboundRequest as(String externalId) {
        return new InboundRequest(externalId, new InboundRequest.From(from, name), type, content, null);
    }
}
