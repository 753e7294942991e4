package dev.prosa.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.conversation.model.MessageStatus;
import dev.prosa.platform.Refused;
import java.util.UUID;

/** What is answered for one report: how far its message has come, or the error with the ids that the report named. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportAnswer(
        @JsonInclude UUID messageId, @JsonInclude String externalId, MessageStatus status, ItemError error) {

    /** @param json the report as it was sent */
    static ReportAnswer of(JsonNode json, Outcome<Standing> outcome) {
        return outcome.refused() == null ? taken(outcome.receipt()) : refused(json, outcome.refused());
    }

    private static ReportAnswer taken(Standing standing) {
        return new ReportAnswer(standing.messageId(), standing.externalId(), standing.status(), null);
    }

    private static ReportAnswer refused(JsonNode json, Refused refused) {
        return new ReportAnswer(
                ItemReader.echoId(json, "messageId"), ItemReader.echo(json, "externalId"), null, ItemError.of(refused));
    }
}
