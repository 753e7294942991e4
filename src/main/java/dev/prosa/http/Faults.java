package dev.prosa.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import dev.prosa.database.DatabaseFaults;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What each exception is to a caller: a refusal that says what is wrong, or a fault that says nothing of the inside. */
public final class Faults {

    private static final int DEEPEST = 12;
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer");
    static final Map<String, String> SOON = Map.of("Retry-After", "1");

    private Faults() {}

    public static Refused refusalOf(Throwable fault) {
        return known(fault).map(Faults::withUsualHeaders).orElseGet(Faults::internal);
    }

    /** Which of the two it is. */
    static boolean isFault(Refused refused) {
        return refused.problem() == Problem.INTERNAL_ERROR;
    }

    private static Refused internal() {
        return Problem.INTERNAL_ERROR.refused("Something went wrong inside; the log has more under the traceId");
    }

    private static Optional<Refused> known(Throwable fault) {
        Optional<Refused> direct = direct(fault);
        return direct.isPresent() ? direct : inside(fault);
    }

    private static Optional<Refused> direct(Throwable fault) {
        if (fault instanceof ConstraintViolationException e) return BodyFaults.ofViolations(e);
        if (fault instanceof WebApplicationException e) return ofHttp(e);
        if (fault instanceof JsonProcessingException e && !(e instanceof InvalidDefinitionException))
            return Optional.of(BodyFaults.ofJson(e));
        return Optional.empty();
    }

    /** What stays itself however many layers wrapped it. */
    private static Optional<Refused> wrapped(Throwable fault) {
        if (fault instanceof Refused refused) return Optional.of(refused);
        if (isUnauthenticated(fault)) return Optional.of(Problem.UNAUTHORIZED.refused());
        if (fault instanceof ForbiddenException) return Optional.of(Problem.FORBIDDEN.refused());
        return DatabaseFaults.refusalOf(fault);
    }

    private static boolean isUnauthenticated(Throwable fault) {
        return fault instanceof UnauthorizedException
                || fault instanceof AuthenticationFailedException
                || fault instanceof AuthenticationCompletionException;
    }

    private static Optional<Refused> ofHttp(WebApplicationException fault) {
        Optional<Refused> inside = inside(fault.getCause());
        if (inside.isPresent()) return inside;
        if (fault.getResponse().getStatus() == 400) return Optional.of(badRequest(fault.getCause()));
        return problemOf(fault.getResponse().getStatus()).map(p -> withAllow(p.refused(), fault));
    }

    private static Refused badRequest(Throwable cause) {
        if (cause instanceof JsonProcessingException json) return BodyFaults.ofJson(json);
        if (cause instanceof CharacterCodingException) return Refused.field("body", "must be UTF-8");
        return Refused.field("body", "cannot be read");
    }

    private static Optional<Problem> problemOf(int status) {
        Optional<Problem> same = Arrays.stream(Problem.values())
                .filter(p -> p.status() == status)
                .findFirst();
        boolean mistakeOfCaller = status >= 400 && status < 500;
        return same.isPresent() || !mistakeOfCaller ? same : Optional.of(Problem.VALIDATION_ERROR);
    }

    private static Refused withAllow(Refused refused, WebApplicationException fault) {
        String allow = fault.getResponse().getHeaderString("Allow");
        return allow == null ? refused : refused.withHeaders(Map.of("Allow", allow));
    }

    private static Refused withUsualHeaders(Refused refused) {
        if (!refused.headers().isEmpty()) return refused;
        if (refused.problem() == Problem.UNAUTHORIZED) return refused.withHeaders(CHALLENGE);
        return refused.problem() == Problem.UNAVAILABLE ? refused.withHeaders(SOON) : refused;
    }

    private static Optional<Refused> inside(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .map(Faults::wrapped)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
