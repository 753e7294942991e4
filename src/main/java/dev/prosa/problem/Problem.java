package dev.prosa.problem;

/**
 * Why a request is refused. What every feature needs stands here; what only one feature can refuse stands with it.
 *
 * @param code on the wire, in upper case, such as {@code NOT_FOUND}
 * @param status of HTTP
 * @param title one short sentence for people, the same for each occurrence
 */
public record Problem(String code, int status, String title) {

    public static final Problem VALIDATION_ERROR = new Problem("VALIDATION_ERROR", 400, "The request is not valid");
    public static final Problem UNAUTHORIZED = new Problem("UNAUTHORIZED", 401, "Credential missing, wrong or expired");
    public static final Problem FORBIDDEN = new Problem("FORBIDDEN", 403, "Not permitted");
    public static final Problem NOT_FOUND = new Problem("NOT_FOUND", 404, "Not found");
    public static final Problem IN_USE = new Problem("IN_USE", 409, "In use");
    public static final Problem ALREADY_EXISTS = new Problem("ALREADY_EXISTS", 409, "Already exists");
    public static final Problem RATE_LIMIT_EXCEEDED = new Problem("RATE_LIMIT_EXCEEDED", 429, "Too many requests");
    public static final Problem INTERNAL_ERROR = new Problem("INTERNAL_ERROR", 500, "Internal error");
    public static final Problem UNAVAILABLE = new Problem("UNAVAILABLE", 503, "Not available at the moment");

    /** A refusal with the title as its detail. */
    public Refused refused() {
        return new Refused(this, title);
    }

    public Refused refused(String detail) {
        return new Refused(this, detail);
    }
}
