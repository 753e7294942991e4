package dev.prosa.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemError;
import dev.prosa.batching.ItemResult;
import dev.prosa.conversation.model.MessageStatus;
import dev.prosa.intake.ItemReader;
import dev.prosa.problem.Refused;
import java.util.UUID;

/** What is answered for one report: how far its message has come, or the error with the ids that the report named. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportAnswer(
        @JsonInclude UUID messageId, @JsonInclude String externalId, MessageStatus status, ItemError error) {

    /** @param json the report as it was sent */
    static ReportAnswer of(JsonNode json, ItemResult<DeliveryState> outcome) {
        return outcome.refused() == null ? taken(outcome.receipt()) : refused(json, outcome.refused());
    }

    private static ReportAnswer taken(DeliveryState standing) {
        return new ReportAnswer(standing.messageId(), standing.externalId(), standing.status(), null);
    }

    private static ReportAnswer refused(JsonNode json, Refused refused) {
        return new ReportAnswer(
                ItemReader.echoId(json, "messageId"), ItemReader.echo(json, "externalId"), null, ItemError.of(refused));
    }
}
