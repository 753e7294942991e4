package dev.prosa.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import dev.prosa.problem.Causes;
import dev.prosa.problem.FaultMapping;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each exception is to a caller: a refusal that says what is wrong, or a fault that says nothing of the inside. */
@Singleton
public final class Faults {

    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer");
    private static final Map<String, String> RETRY_SOON = Map.of("Retry-After", "1");

    private final List<FaultMapping> mappings;

    Faults(@All List<FaultMapping> mappings) {
        this.mappings = mappings;
    }

    /** The problem that {@link #refusalOf} names. */
    public Problem problemOf(Throwable fault) {
        return refusalOf(fault).problem();
    }

    Refused refusalOf(Throwable fault) {
        return outermost(fault)
                .or(() -> inside(fault))
                .map(Faults::withUsualHeaders)
                .orElseGet(Faults::internal);
    }

    /** Whether it is a fault of Prosa and no mistake of the caller. */
    static boolean isFault(Refused refused) {
        return refused.problem() == Problem.INTERNAL_ERROR;
    }

    private static Refused internal() {
        return Problem.INTERNAL_ERROR.refused("Something went wrong inside; the log has more under the traceId");
    }

    /** What the frameworks of HTTP throw themselves: as a cause of something else, it is no mistake of the caller. */
    private Optional<Refused> outermost(Throwable fault) {
        if (fault instanceof ConstraintViolationException e) return BodyFaults.ofViolations(e);
        if (fault instanceof WebApplicationException e) return ofHttp(e);
        if (fault instanceof JsonProcessingException e && !(e instanceof InvalidDefinitionException))
            return Optional.of(BodyFaults.ofJson(e));
        return Optional.empty();
    }

    /** What stays itself however many exceptions wrap it. */
    private Optional<Refused> inside(Throwable fault) {
        return Causes.of(fault).map(this::known).flatMap(Optional::stream).findFirst();
    }

    private Optional<Refused> known(Throwable fault) {
        if (fault instanceof Refused refused) return Optional.of(refused);
        return mappings.stream()
                .map(mapping -> mapping.refusalOf(fault))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refused> ofHttp(WebApplicationException fault) {
        Optional<Refused> cause = inside(fault.getCause());
        if (cause.isPresent()) return cause;
        int status = fault.getResponse().getStatus();
        if (status == 400) return Optional.of(badRequest(fault.getCause()));
        return HttpProblems.ofStatus(status).map(problem -> withAllow(problem.refused(), fault));
    }

    private static Refused badRequest(Throwable cause) {
        if (cause instanceof JsonProcessingException json) return BodyFaults.ofJson(json);
        if (cause instanceof CharacterCodingException) return Refused.field("body", "must be UTF-8");
        return Refused.field("body", "cannot be read");
    }

    private static Refused withAllow(Refused refused, WebApplicationException fault) {
        String allow = fault.getResponse().getHeaderString("Allow");
        return allow == null ? refused : refused.withHeaders(Map.of("Allow", allow));
    }

    private static Refused withUsualHeaders(Refused refused) {
        if (!refused.headers().isEmpty()) return refused;
        if (refused.problem() == Problem.UNAUTHORIZED) return refused.withHeaders(CHALLENGE);
        return refused.problem() == Problem.UNAVAILABLE ? refused.withHeaders(RETRY_SOON) : refused;
    }
}
