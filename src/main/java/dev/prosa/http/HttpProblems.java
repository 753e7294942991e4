package dev.prosa.http;

import dev.prosa.problem.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** What only HTTP itself refuses. */
public final class HttpProblems {

    static final Problem METHOD_NOT_ALLOWED = new Problem("METHOD_NOT_ALLOWED", 405, "Method not allowed");
    static final Problem NOT_ACCEPTABLE = new Problem("NOT_ACCEPTABLE", 406, "Not acceptable");
    public static final Problem PAYLOAD_TOO_LARGE = new Problem("PAYLOAD_TOO_LARGE", 413, "Payload too large");
    static final Problem UNSUPPORTED_MEDIA_TYPE = new Problem("UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported media type");

    private HttpProblems() {}

    /** Any other mistake of the caller is a VALIDATION_ERROR; empty for other statuses. */
    static Optional<Problem> ofStatus(int status) {
        Optional<Problem> same = Stream.of(
                        Problem.VALIDATION_ERROR,
                        Problem.UNAUTHORIZED,
                        Problem.FORBIDDEN,
                        Problem.NOT_FOUND,
                        METHOD_NOT_ALLOWED,
                        NOT_ACCEPTABLE,
                        PAYLOAD_TOO_LARGE,
                        UNSUPPORTED_MEDIA_TYPE,
                        Problem.RATE_LIMIT_EXCEEDED,
                        Problem.INTERNAL_ERROR,
                        Problem.UNAVAILABLE)
                .filter(problem -> problem.status() == status)
                .findFirst();
        boolean isMistakeOfCaller = status >= 400 && status < 500;
        return same.isPresent() || !isMistakeOfCaller ? same : Optional.of(Problem.VALIDATION_ERROR);
    }
}
