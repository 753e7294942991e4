package dev.prosa.batching;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;

/**
 * Why an item of an array was not taken.
 *
 * @param field the first one that is wrong, or null
 */
@JsonInclude
public record ItemError(String code, String message, String field) {

    public static ItemError of(Refused refused) {
        FieldError first = refused.errors().isEmpty() ? null : refused.errors().get(0);
        String message = first == null ? refused.getMessage() : first.message();
        return new ItemError(refused.problem().code(), message, first == null ? null : first.field());
    }
}
