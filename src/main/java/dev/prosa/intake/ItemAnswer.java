package dev.prosa.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.prosa.platform.Refused;
import dev.prosa.platform.Refused.FieldError;
import java.util.UUID;

/** What is answered for one item: where its message stands, or the error. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemAnswer(
        @JsonInclude String externalId, UUID messageId, UUID conversationId, Long seq, Boolean duplicate, Error error) {

    /** @param field the first one that is wrong, or null */
    @JsonInclude
    record Error(String code, String message, String field) {

        static Error of(Refused refused) {
            FieldError first =
                    refused.errors().isEmpty() ? null : refused.errors().get(0);
            String message = first == null ? refused.getMessage() : first.message();
            return new Error(refused.problem().name(), message, first == null ? null : first.field());
        }
    }

    static ItemAnswer of(String externalId, Outcome outcome) {
        if (outcome.refused() != null) return refused(externalId, outcome.refused());
        Receipt receipt = outcome.receipt();
        return new ItemAnswer(
                externalId, receipt.messageId(), receipt.conversationId(), receipt.seq(), receipt.duplicate(), null);
    }

    /** The same where there is nothing to answer in its place: a refusal is the request's. */
    static ItemAnswer taken(String externalId, Outcome outcome) {
        if (outcome.refused() != null) throw outcome.refused();
        return of(externalId, outcome);
    }

    static ItemAnswer refused(String externalId, Refused refused) {
        return new ItemAnswer(externalId, null, null, null, null, Error.of(refused));
    }
}
