package dev.prosa.http;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what no endpoint could answer well: U+0000 in an address, an empty header, a body that is too long or no JSON, an
 * unknown path.
 */
@Singleton
final class RequestGuard {

    /** Before Quarkus' own limit, which answers without a body. */
    private static final int FIRST = 1000;

    private static final String JSON = "application/json";

    private final ProblemResponses problems;
    private final long longestBody;
    private final List<ProtectedHeader> protectedHeaders;

    RequestGuard(
            ProblemResponses problems,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longestBody,
            @All List<ProtectedHeader> protectedHeaders) {
        this.problems = problems;
        this.longestBody = longestBody.asLongValue();
        this.protectedHeaders = protectedHeaders;
    }

    void beforeAll(@Observes Filters filters) {
        filters.register(this::guard, FIRST);
    }

    void afterAll(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.errorHandler(404, this::unknownPath);
        router.errorHandler(413, this::tooLarge);
    }

    private void guard(RoutingContext request) {
        Optional<Refused> wrong = wrongAddress(request.request()).or(() -> emptyHeader(request.request()));
        if (wrong.isPresent()) problems.answer(request, wrong.get());
        else if (bodyLength(request.request()) > longestBody) tooLarge(request);
        else if (isOfAnotherMediaType(request.request())) notJson(request);
        else request.next();
    }

    /** A failure that is not of a REST endpoint, such as an upgrade to a socket while the database is away. */
    private void failed(RoutingContext request) {
        // a refused upgrade has had its 401 already
        if (request.response().ended()) return;
        boolean hasStatusOnly = request.failure() == null || request.failure() instanceof HttpException;
        if (hasStatusOnly) request.next();
        else problems.answer(request, request.failure());
    }

    private void unknownPath(RoutingContext request) {
        problems.answer(request, Problem.NOT_FOUND.refused());
    }

    private void tooLarge(RoutingContext request) {
        refuseUnread(request, HttpProblems.PAYLOAD_TOO_LARGE.refused("A body has up to " + longestBody + " bytes"));
    }

    private void notJson(RoutingContext request) {
        refuseUnread(request, HttpProblems.UNSUPPORTED_MEDIA_TYPE.refused("A body is application/json"));
    }

    private void refuseUnread(RoutingContext request, Refused refused) {
        // what follows on this connection is the body that was not read
        request.response().putHeader("Connection", "close");
        problems.answer(request, refused);
    }

    /** Where a body may be missing, an endpoint takes any media type, and text would become its parameter somehow. */
    private static boolean isOfAnotherMediaType(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        boolean hasBody = bodyLength(request) > 0 || request.getHeader("Transfer-Encoding") != null;
        return hasBody
                && type != null
                && request.uri().startsWith("/v1/")
                && !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
    }

    private static long bodyLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length); // the HTTP decoder has refused what is no number
    }

    private static Optional<Refused> wrongAddress(HttpServerRequest request) {
        if (request.uri().indexOf('%') < 0) return Optional.empty();
        if (request.path() != null && request.path().contains("%00"))
            return Optional.of(Refused.field("path", "must not contain U+0000"));
        return wrongParameter(request);
    }

    private Optional<Refused> emptyHeader(HttpServerRequest request) {
        return protectedHeaders.stream()
                .map(ProtectedHeader::name)
                .filter(name -> request.headers().getAll(name).contains(""))
                .map(name -> Refused.field(name, "must not be empty"))
                .findFirst();
    }

    private static Optional<Refused> wrongParameter(HttpServerRequest request) {
        try {
            return request.params().entries().stream()
                    .filter(p -> p.getKey().indexOf(0) >= 0 || p.getValue().indexOf(0) >= 0)
                    .map(Map.Entry::getKey)
                    .map(name -> Refused.field(name.replace("\0", ""), "must not contain U+0000"))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.of(Refused.field("query", "is not percent-encoded UTF-8"));
        }
    }
}
