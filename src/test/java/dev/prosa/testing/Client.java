package dev.prosa.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Speaks HTTP to one node with one credential; as many requests at once as are asked for. Holds answers to the document. */
public record Client(URI node, String bearer) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What was answered; {@code body} is missing where it is no JSON. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {

        public JsonNode data() {
            return body.path("data");
        }

        public String code() {
            return body.path("code").asText();
        }

        /** @throws AssertionError unless the answer is a success */
        public Answer ok() {
            if (status / 100 != 2) throw new AssertionError(status + " " + body);
            return this;
        }
    }

    /** The same credential at another node. */
    public Client at(URI other) {
        return new Client(other, bearer);
    }

    public Answer get(String path) {
        return send("GET", path, null).join();
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body).join();
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body).join();
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body).join();
    }

    public Answer delete(String path) {
        return send("DELETE", path, null).join();
    }

    /** @param body a String goes as it is, null as none, all else as JSON */
    public CompletableFuture<Answer> send(String method, String path, Object body) {
        return send(method, path, body, Map.of());
    }

    public CompletableFuture<Answer> send(String method, String path, Object body, Map<String, String> headers) {
        String text = body == null ? null : text(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        text == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(text));
        if (body != null) request.header("Content-Type", "application/json");
        if (bearer != null) request.header("Authorization", "Bearer " + bearer);
        headers.forEach(request::header);
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> answer(response, text));
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response, String requestBody) {
        OpenApiConformity.check(new OpenApiConformity.Exchange(
                response.request().method(),
                response.uri().getRawPath(),
                requestBody,
                response.statusCode(),
                name -> response.headers().firstValue(name).orElse(null),
                response.body()));
        return new Answer(response.statusCode(), json(response.body()), response.headers());
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
