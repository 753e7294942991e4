package dev.prosa.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Serves the AsyncAPI document as Quarkus serves the OpenAPI document: in YAML, or in JSON where that is asked for. */
@Singleton
final class AsyncApiDocument {

    private static final String PATH = "/q/asyncapi";
    /** Of the class path; a native executable includes it by configuration. */
    private static final String RESOURCE = "META-INF/asyncapi.yaml";

    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private final Map<String, Buffer> written = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    AsyncApiDocument(ObjectMapper json) {
        this.json = json;
    }

    void serve(@Observes Router router) {
        for (String ending : new String[] {"", ".yaml", ".yml", ".json"})
            router.route(PATH + ending)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext request) {
        String format = isForJson(request) ? JSON : YAML;
        request.response()
                .putHeader("Content-Type", format + ";charset=UTF-8")
                .end(written.computeIfAbsent(format, this::written));
    }

    private static boolean isForJson(RoutingContext request) {
        String path = request.normalizedPath();
        if (!path.equals(PATH)) return path.endsWith(".json");
        String accept = request.request().getHeader("Accept");
        return accept != null && accept.contains(JSON)
                || "JSON".equalsIgnoreCase(request.request().getParam("format"));
    }

    private Buffer written(String format) {
        try (InputStream document =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            byte[] yaml = document.readAllBytes();
            return Buffer.buffer(format.equals(JSON) ? json.writeValueAsBytes(new YAMLMapper().readTree(yaml)) : yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
