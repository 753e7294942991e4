package dev.prosa.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.prosa.platform.Refused;
import dev.prosa.platform.Refused.FieldError;

/**
 * Why an item of an array was not taken.
 *
 * @param field the first one that is wrong, or null
 */
@JsonInclude
record ItemError(String code, String message, String field) {

    static ItemError of(Refused refused) {
        FieldError first = refused.errors().isEmpty() ? null : refused.errors().get(0);
        String message = first == null ? refused.getMessage() : first.message();
        return new ItemError(refused.problem().name(), message, first == null ? null : first.field());
    }
}
