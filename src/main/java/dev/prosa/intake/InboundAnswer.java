package dev.prosa.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemError;
import dev.prosa.batching.ItemResult;
import dev.prosa.problem.Refused;
import java.util.UUID;

/** What is answered for one item: where its message stands, or the error. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InboundAnswer(
        @JsonInclude String externalId,
        UUID messageId,
        UUID conversationId,
        Long seq,
        Boolean duplicate,
        ItemError error) {

    static InboundAnswer taken(String externalId, InboundResult receipt) {
        return new InboundAnswer(
                externalId, receipt.messageId(), receipt.conversationId(), receipt.seq(), receipt.duplicate(), null);
    }

    /** @param json the item as it was sent */
    static InboundAnswer of(JsonNode json, ItemResult<InboundResult> outcome) {
        String externalId = ItemReader.echo(json, "externalId");
        return outcome.refused() == null
                ? taken(externalId, outcome.receipt())
                : refused(externalId, outcome.refused());
    }

    private static InboundAnswer refused(String externalId, Refused refused) {
        return new InboundAnswer(externalId, null, null, null, null, ItemError.of(refused));
    }
}
