package dev.prosa.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RateLimitIT {

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private Client key;

    @BeforeEach
    void aKeyOfThreeRequestsAMinute() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        key = institution.program("{conversations.read}");
        limit(3);
    }

    @Test
    void request_overTheLimit_isRefused_andAnswersSayWhatIsLeft() {
        for (int left = 2; left >= 0; left--) {
            Answer answer = key.get("/v1/me").ok();
            assertThat(header(answer, "RateLimit-Limit")).containsExactly("3");
            assertThat(header(answer, "RateLimit-Remaining")).containsExactly(String.valueOf(left));
            assertThat(header(answer, "RateLimit-Reset")).singleElement().satisfies(RateLimitIT::isWithinAMinute);
            assertThat(header(answer, "Retry-After")).isEmpty();
        }
        Answer refused = key.get("/v1/me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(header(refused, "Content-Type")).containsExactly("application/problem+json");
        assertThat(header(refused, "RateLimit-Limit")).containsExactly("3");
        assertThat(header(refused, "RateLimit-Remaining")).containsExactly("0");
        assertThat(header(refused, "RateLimit-Reset")).isEqualTo(header(refused, "Retry-After"));
        assertThat(header(refused, "Retry-After")).singleElement().satisfies(RateLimitIT::isWithinAMinute);
        assertThat(header(refused, "WWW-Authenticate")).isEmpty();
    }

    @Test
    void request_refusedAfterAuthentication_counts() {
        assertThat(key.get("/v1/conversations/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(key.get("/v1/conversations?limit=0").status()).isEqualTo(400);
        assertThat(key.get("/v1/api-keys").status()).isEqualTo(403);
        assertThat(key.get("/v1/me").status()).isEqualTo(429);
    }

    @Test
    void request_withoutNeedOfACredential_doesNotCount() {
        assertThat(key.get("/v1/nowhere").status()).isEqualTo(404);
        assertThat(key.post("/v1/auth/login", "{}").status()).isEqualTo(400);
        assertThat(key.get("/q/health/live").status()).isEqualTo(200);
        assertThat(remaining(key.get("/v1/me").ok())).isEqualTo("2");
    }

    @Test
    void apiKey_refused_doesNotCount_andNamesNoLimit() {
        execute("update api_key set expires_at = now() where institution_id = ? returning id");
        for (int n = 0; n < 5; n++) {
            Answer refused = key.get("/v1/me");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(header(refused, "RateLimit-Limit")).isEmpty();
        }
        execute("update api_key set expires_at = null where institution_id = ? returning id");
        assertThat(remaining(key.get("/v1/me").ok())).isEqualTo("2");
    }

    @Test
    void apiKey_ofTheSameInstitution_hasItsOwnLimit() {
        for (int n = 0; n < 4; n++) key.get("/v1/me");
        assertThat(institution.program("{conversations.read}").get("/v1/me").status())
                .isEqualTo(200);
    }

    @Test
    void limit_changed_appliesToTheNextRequest() {
        for (int n = 0; n < 4; n++) key.get("/v1/me");
        limit(5);
        assertThat(remaining(key.get("/v1/me").ok())).isEqualTo("1");
    }

    @Test
    void agent_hasNoRateLimit() {
        Client ana = institution.agent("Ana", "AGENT").http();
        for (int n = 0; n < 100; n++) {
            Answer answer = ana.get("/v1/me").ok();
            assertThat(header(answer, "RateLimit-Limit")).isEmpty();
        }
    }

    @Test
    void socketUpgrade_countsOnceAndIsRefusedBeyondTheLimit() {
        WebSocket first = upgrade().join();
        assertThat(remaining(key.get("/v1/me").ok())).isEqualTo("1");
        first.sendText("{\"type\":\"subscribe\",\"departmentId\":\"triage\"}", true)
                .join();
        assertThat(remaining(key.get("/v1/me").ok())).isEqualTo("0");
        assertThatThrownBy(() -> upgrade().join())
                .cause()
                .asInstanceOf(type(WebSocketHandshakeException.class))
                .extracting(WebSocketHandshakeException::getResponse)
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(429))
                .satisfies(refusal ->
                        assertThat(refusal.headers().firstValue("Retry-After")).isPresent());
        first.abort();
    }

    private CompletableFuture<WebSocket> upgrade() {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + key.bearer())
                .subprotocols("prosa.v1")
                .buildAsync(URI.create("ws://" + node.getAuthority() + "/v1/live"), new WebSocket.Listener() {});
    }

    private void limit(int perMinute) {
        execute("update api_key set rate_limit = " + perMinute + " where institution_id = ? returning id");
    }

    private void execute(String sql) {
        assertThat(institution.<UUID>query(sql, institution.id())).isNotNull();
    }

    private static void isWithinAMinute(String seconds) {
        assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
    }

    private static String remaining(Answer answer) {
        return header(answer, "RateLimit-Remaining").get(0);
    }

    private static List<String> header(Answer answer, String name) {
        return answer.headers().allValues(name);
    }
}
