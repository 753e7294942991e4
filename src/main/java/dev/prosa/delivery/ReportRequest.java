package dev.prosa.delivery;

import dev.prosa.conversation.model.MessageStatus;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A delivery report as an adapter sends it in.
 *
 * @param messageId of the message; or else {@code externalId} names it
 * @param externalId the channel's id of it, 1–255 characters; beside {@code messageId} it becomes the message's
 * @param at when it came so far
 * @param error why it {@code FAILED}, or null
 */
@RegisterForReflection(registerFullHierarchy = true)
public record ReportRequest(UUID messageId, String externalId, MessageStatus status, Instant at, Error error) {

    private static final int LONGEST = 255;
    private static final int LONGEST_TEXT = 1024;

    /** {@code code} of 1–255 characters, {@code message} up to 1,024 or null. */
    record Error(String code, String message) {}

    /** @throws Refused naming every field that is wrong */
    public DeliveryReport checked(UUID institution, UUID channel) {
        List<FieldError> errors = errors();
        if (!errors.isEmpty()) throw Refused.fields(errors);
        String code = error == null ? null : error.code();
        String text = error == null ? null : error.message();
        return new DeliveryReport(institution, channel, messageId, externalId, status, at, code, text);
    }

    private List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        if (messageId == null && externalId == null)
            errors.add(new FieldError("messageId", "must be given, or externalId"));
        if (externalId != null && !fits(externalId, LONGEST))
            errors.add(new FieldError("externalId", "must be of 1 to 255 characters"));
        if (status == null) errors.add(new FieldError("status", "must be given"));
        if (at == null) errors.add(new FieldError("at", "must be given"));
        if (error != null) errorErrors(errors);
        return errors;
    }

    private void errorErrors(List<FieldError> errors) {
        if (status != null && status != MessageStatus.FAILED)
            errors.add(new FieldError("error", "must only be given with FAILED"));
        if (error.code() == null || !fits(error.code(), LONGEST))
            errors.add(new FieldError("error.code", "must be of 1 to 255 characters"));
        if (error.message() != null && length(error.message()) > LONGEST_TEXT)
            errors.add(new FieldError("error.message", "must be at most 1024 characters"));
    }

    private static boolean fits(String text, int most) {
        return !text.isEmpty() && length(text) <= most;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
