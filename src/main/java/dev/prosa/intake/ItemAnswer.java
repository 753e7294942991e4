package dev.prosa.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.platform.Refused;
import java.util.UUID;

/** What is answered for one item: where its message stands, or the error. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemAnswer(
        @JsonInclude String externalId,
        UUID messageId,
        UUID conversationId,
        Long seq,
        Boolean duplicate,
        ItemError error) {

    static ItemAnswer taken(String externalId, Receipt receipt) {
        return new ItemAnswer(
                externalId, receipt.messageId(), receipt.conversationId(), receipt.seq(), receipt.duplicate(), null);
    }

    /** @param json the item as it was sent */
    static ItemAnswer of(JsonNode json, Outcome<Receipt> outcome) {
        String externalId = ItemReader.echo(json, "externalId");
        return outcome.refused() == null
                ? taken(externalId, outcome.receipt())
                : refused(externalId, outcome.refused());
    }

    private static ItemAnswer refused(String externalId, Refused refused) {
        return new ItemAnswer(externalId, null, null, null, null, ItemError.of(refused));
    }
}
