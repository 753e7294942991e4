package dev.prosa.problem;

import dev.prosa.http.Faults;

/** Every refusal Prosa knows: its code on the wire, its HTTP status and its title. */
public enum Problem {
    VALIDATION_ERROR(400, "The request is not valid"),
    UNAUTHORIZED(401, "Credential missing, wrong or expired"),
    FORBIDDEN(403, "Not permitted"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    CONVERSATION_CLOSED(409, "The conversation is closed"),
    ACTIVE_ELSEWHERE(409, "The contact has an active conversation elsewhere"),
    ALREADY_ASSIGNED(409, "Somebody else holds the conversation"),
    IN_USE(409, "In use"),
    ALREADY_EXISTS(409, "Already exists"),
    IDEMPOTENCY_CONFLICT(409, "A request with this key is in flight"),
    PRECONDITION_FAILED(412, "The conversation has changed"),
    PAYLOAD_TOO_LARGE(413, "Payload too large"),
    AGENT_NOT_IN_DEPARTMENT(422, "The agent does not belong to the department"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used with another body"),
    RATE_LIMIT_EXCEEDED(429, "Too many requests"),
    INTERNAL_ERROR(500, "Internal error"),
    UNAVAILABLE(503, "Not available at the moment");

    /** What any exception is to a caller. */
    public static Problem of(Throwable fault) {
        return Faults.refusalOf(fault).problem();
    }

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** A refusal with its title as the detail. */
    public Refused refused() {
        return new Refused(this, title);
    }

    public Refused refused(String detail) {
        return new Refused(this, detail);
    }
}
