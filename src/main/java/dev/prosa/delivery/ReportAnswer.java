package dev.prosa.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemError;
import dev.prosa.batching.ItemJson;
import dev.prosa.batching.ItemResult;
import dev.prosa.conversation.model.MessageStatus;
import dev.prosa.problem.Refused;
import java.util.UUID;

/** The answer for one report: the state of its message, or the error with the ids that the report named. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportAnswer(
        @JsonInclude UUID messageId, @JsonInclude String externalId, MessageStatus status, ItemError error) {

    /** @param json the report as it was sent */
    static ReportAnswer of(JsonNode json, ItemResult<DeliveryState> result) {
        return result.fold(ReportAnswer::accepted, reason -> rejected(json, reason));
    }

    private static ReportAnswer accepted(DeliveryState state) {
        return new ReportAnswer(state.messageId(), state.externalId(), state.status(), null);
    }

    private static ReportAnswer rejected(JsonNode json, Refused reason) {
        return new ReportAnswer(
                ItemJson.echoId(json, "messageId"), ItemJson.echo(json, "externalId"), null, ItemError.of(reason));
    }
}
