package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.http.HttpProblems;
import dev.prosa.problem.Problem;
import dev.prosa.testing.Nginx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nginx does before a request reaches a node, and where none answers; servers that record requests stand in for the nodes. */
class NginxRulesIT {

    private static final int LARGEST = 10 * 1024 * 1024;

    @TempDir
    Path directory;

    private RecordingServer one;
    private RecordingServer other;
    private Nginx nginx;

    @BeforeEach
    void startNginx() throws IOException {
        assumeTrue(Nginx.isInstalled(), "skipped: there is no nginx here, such as Debian's nginx-light");
        one = RecordingServer.start();
        other = RecordingServer.start();
        nginx = Nginx.before(directory, List.of(one.uri(), other.uri()));
    }

    @AfterEach
    void stopNginx() {
        if (nginx == null) return;
        nginx.close();
        one.close();
        other.close();
    }

    @Test
    void client_cannotForgeItsAddress() throws Exception {
        Map<String, String> noted = headersNotedOf("X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9");

        assertThat(noted).containsEntry("X-forwarded-for", "127.0.0.1").doesNotContainKey("Forwarded");
    }

    @Test
    void host_isTheOneTheClientAskedFor() throws Exception {
        assertThat(headersNotedOf("Accept: */*")).containsEntry("Host", "desk.example.com");
    }

    @Test
    void upgrade_isPassedOn_toAWebSocketOnly() throws Exception {
        assertThat(headersNotedOf("Upgrade: websocket", "Connection: Upgrade"))
                .containsEntry("Upgrade", "websocket")
                .containsEntry("Connection", "upgrade");
        assertThat(headersNotedOf("Upgrade: h2c", "Connection: Upgrade")).doesNotContainKey("Upgrade");
    }

    @Test
    void body_ofTheLargestSize_passes_andALargerOneIsRefused() throws Exception {
        assertThat(post("x".repeat(LARGEST)).statusCode()).isEqualTo(200);

        assertProblem(post("x".repeat(LARGEST + 1)), HttpProblems.PAYLOAD_TOO_LARGE);
    }

    @Test
    void read_failedAtOneNode_isRetriedAtTheOther() throws Exception {
        one.hangUp();

        assertThat(get("/v1/conversations").statusCode()).isEqualTo(200);
        assertThat(get("/v1/conversations").statusCode()).isEqualTo(200);
        assertThat(one.requests()).as("at least one of them went there first").isNotEmpty();
    }

    @Test
    void command_alreadySent_isNotRetried() throws Exception {
        one.hangUp();
        other.hangUp();

        assertProblem(post("{}"), Problem.UNAVAILABLE);

        assertThat(one.requests().size() + other.requests().size()).isEqualTo(1);
    }

    @Test
    void nginx_withoutANode_saysWhenToRetry() throws Exception {
        one.close();
        other.close();

        HttpResponse<String> answer = get("/v1/conversations");

        assertProblem(answer, Problem.UNAVAILABLE);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void metrics_areNotReachable_fromTheInternet() throws Exception {
        assertProblem(get("/q/metrics"), Problem.NOT_FOUND);
        assertThat(one.requests()).isEmpty();
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void accessLog_doesNotContainSearchTerms() throws Exception {
        get("/v1/contacts?search=5511987654321");

        // it writes after it has answered
        await().until(() -> nginx.log().contains("/v1/contacts"));
        assertThat(nginx.log()).doesNotContain("5511987654321");
    }

    /** As the service itself would say it. */
    private static void assertProblem(HttpResponse<String> answer, Problem problem) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(problem.status());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("code").asText()).isEqualTo(problem.code());
        assertThat(body.path("status").asInt()).isEqualTo(problem.status());
        for (String text : List.of("title", "detail", "message"))
            assertThat(body.path(text).asText()).isEqualTo(problem.title());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(nginx.uri().resolve(path)).build());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(nginx.uri().resolve("/v1/anything"))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** By hand, since a client of the platform sends no such headers. */
    private Map<String, String> headersNotedOf(String... headers) throws IOException {
        URI uri = nginx.uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request =
                    "GET /v1/live HTTP/1.1\r\nHost: desk.example.com\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine())
                    .contains(" 200 ");
        }
        return one.requests().isEmpty()
                ? other.requests().remove()
                : one.requests().remove();
    }
}
