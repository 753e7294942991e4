package dev.prosa.batching;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;

/**
 * Why an item of an array was rejected.
 *
 * @param field the first field that is wrong, or null
 */
@JsonInclude
public record ItemError(String code, String message, String field) {

    public static ItemError of(Refused reason) {
        FieldError first = reason.errors().isEmpty() ? null : reason.errors().get(0);
        String message = first == null ? reason.getMessage() : first.message();
        return new ItemError(reason.problem().code(), message, first == null ? null : first.field());
    }
}
