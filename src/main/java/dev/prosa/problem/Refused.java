package dev.prosa.problem;

import java.util.List;
import java.util.Map;

/** A request that was refused; becomes a problem document. It carries no stack trace: it is an answer, not a fault. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> extras;
    private final transient Map<String, String> headers;

    /** One wrong field: its path in the body, or the parameter's name. */
    public record FieldError(String field, String message) {}

    Refused(Problem problem, String detail) {
        this(problem, detail, List.of(), Map.of(), Map.of());
    }

    private Refused(
            Problem problem,
            String detail,
            List<FieldError> errors,
            Map<String, Object> extras,
            Map<String, String> headers) {
        super(detail, null, false, false);
        this.problem = problem;
        this.errors = errors;
        this.extras = extras;
        this.headers = headers;
    }

    /** A VALIDATION_ERROR that names one field. */
    public static Refused field(String field, String message) {
        return fields(List.of(new FieldError(field, message)));
    }

    public static Refused fields(List<FieldError> errors) {
        return new Refused(
                Problem.VALIDATION_ERROR, "The request is not valid: see errors", errors, Map.of(), Map.of());
    }

    /** The same with further members of the problem document, such as {@code assignedTo}. */
    public Refused with(Map<String, Object> members) {
        return new Refused(problem, getMessage(), errors, members, headers);
    }

    /** The same with headers of the answer, such as {@code Retry-After}. */
    public Refused withHeaders(Map<String, String> more) {
        return new Refused(problem, getMessage(), errors, extras, more);
    }

    public Problem problem() {
        return problem;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> extras() {
        return extras;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
