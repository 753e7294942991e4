package dev.prosa.http;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception to an answer. */
final class ProblemMapper {

    private final ProblemResponses problems;

    ProblemMapper(ProblemResponses problems) {
        this.problems = problems;
    }

    /** The classes other than {@link Throwable} have a more specific mapper in Quarkus, which would win. */
    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        NotFoundException.class,
        ValidationException.class,
        ConstraintViolationException.class,
        MismatchedInputException.class,
        InvalidDefinitionException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class
    })
    public Response answer(Throwable fault, HttpServerRequest request) {
        return problems.answer(
                fault instanceof NotFoundException ? otherMethod(request).orElse(fault) : fault);
    }

    /** Why nothing was found, if it is the method that is not there. */
    private static Optional<Throwable> otherMethod(HttpServerRequest request) {
        Set<String> methods = Endpoints.methodsAt(request.path());
        if (methods.isEmpty() || methods.contains(request.method().name())) return Optional.empty();
        return Optional.of(
                HttpProblems.METHOD_NOT_ALLOWED.refused().withHeaders(Map.of("Allow", String.join(", ", methods))));
    }
}
