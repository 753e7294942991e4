package dev.prosa.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemError;
import dev.prosa.batching.ItemJson;
import dev.prosa.batching.ItemResult;
import dev.prosa.problem.Refused;
import java.util.UUID;

/** The answer for one item: where its message is, or the error. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InboundAnswer(
        @JsonInclude String externalId,
        UUID messageId,
        UUID conversationId,
        Long seq,
        Boolean duplicate,
        ItemError error) {

    /** @param json the item as it was sent */
    static InboundAnswer of(JsonNode json, ItemResult<InboundResult> result) {
        String externalId = ItemJson.echo(json, "externalId");
        return result.fold(message -> accepted(externalId, message), reason -> rejected(externalId, reason));
    }

    static InboundAnswer accepted(String externalId, InboundResult message) {
        return new InboundAnswer(
                externalId, message.messageId(), message.conversationId(), message.seq(), message.duplicate(), null);
    }

    private static InboundAnswer rejected(String externalId, Refused reason) {
        return new InboundAnswer(externalId, null, null, null, null, ItemError.of(reason));
    }
}
