package dev.prosa.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.observability.LogFields;
import dev.prosa.observability.RedactedThrowable;
import dev.prosa.problem.Refused;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Answers with a problem document, at a REST endpoint or before one was reached. */
@Singleton
final class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    private final ObjectMapper json;
    private final Faults faults;

    ProblemResponses(ObjectMapper json, Faults faults) {
        this.json = json;
        this.faults = faults;
    }

    Response answer(Throwable fault) {
        Refused refused = faults.refusalOf(fault);
        Response.ResponseBuilder response = Response.status(refused.problem().status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(text(refused, referenceOf(fault, refused)));
        refused.headers().forEach(response::header);
        return response.build();
    }

    void answer(RoutingContext request, Throwable fault) {
        Refused refused = faults.refusalOf(fault);
        HttpServerResponse response = request.response()
                .setStatusCode(refused.problem().status())
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE);
        refused.headers().forEach(response::putHeader);
        response.end(text(refused, referenceOf(fault, refused)));
    }

    private static String referenceOf(Throwable fault, Refused refused) {
        String traceId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        if (Faults.isFault(refused)) LogFields.of("traceId", traceId).log(() -> logged(fault, traceId));
        return traceId;
    }

    private static void logged(Throwable fault, String traceId) {
        LOG.errorf(RedactedThrowable.of(fault), "Fault %s", traceId);
    }

    private String text(Refused refused, String traceId) {
        try {
            return json.writeValueAsString(ProblemDocument.of(refused, traceId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
