package dev.prosa.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A refusal on the wire: RFC 9457, with Ogmma's {@code code} and {@code message} added.
 *
 * @param traceId the reference under which the log has more, if it was a fault
 */
@RegisterForReflection(registerFullHierarchy = true)
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String message,
        List<FieldError> errors,
        String traceId,
        @JsonAnyGetter Map<String, Object> extras) {

    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDocument of(Refused refused, String traceId) {
        Problem problem = refused.problem();
        return new ProblemDocument(
                "urn:prosa:problem:" + problem.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                problem.title(),
                problem.status(),
                refused.getMessage(),
                problem.code(),
                refused.getMessage(),
                refused.errors(),
                traceId,
                refused.extras());
    }
}
