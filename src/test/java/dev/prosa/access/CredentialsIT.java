package dev.prosa.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.prosa.access.TestAgents.TestAgent;
import dev.prosa.access.localtoken.KeyEncryption;
import dev.prosa.access.localtoken.SigningKey;
import dev.prosa.access.localtoken.SigningKeys;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CredentialsIT {

    @Inject
    TestAgents people;

    @Inject
    Tokens tokens;

    @Inject
    SigningKeys keys;

    @TestHTTPResource("/v1/probe")
    URI socket;

    @Test
    void token_valid_makesTheCallerTheDatabaseKnows() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        open("read", tokenOf(maria))
                .statusCode(200)
                .body("id", equalTo(maria.id().toString()))
                .body("kind", equalTo("AGENT"))
                .body("role", equalTo("AGENT"));
    }

    @Test
    void token_issuedBeforeARoleChange_hasTheNewRole() {
        TestAgent maria = people.agent(people.institution(), "ADMIN");
        String token = tokenOf(maria);
        people.execute("update agent set role = 'SUPERVISOR' where id = $1", maria.id());
        open("read", token).body("role", equalTo("SUPERVISOR"));
        open("ingest", token).statusCode(403);
    }

    @Test
    void caller_withoutThePermission_isForbidden() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        open("ingest", tokenOf(maria)).statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void request_withoutCredential_isRefused() {
        given().get("/v1/probes/read")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHORIZED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "prosa_sk_", "prosa_sk_wrong", "eyJhbGciOiJub25lIn0.e30."})
    void garbageIsRefused(String credential) {
        refused(credential);
    }

    @Test
    void token_withoutSignature_isRefused() {
        String[] parts = tokenOf(people.agent(people.institution(), "AGENT")).split("\\.");
        String kid = keys.newest().kid();
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}").getBytes(StandardCharsets.UTF_8));
        refused(none + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void token_ofAnotherKeyUnderTheSameName_isRefused() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        refused(signed(
                claims(maria), SigningKey.generate().privateKey(), keys.newest().kid()));
    }

    @Test
    void token_ofAnUnknownKey_isRefused() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        refused(signed(claims(maria), keys.newest().privateKey(), "nobody's"));
    }

    @Test
    void token_wellFormed_isAccepted() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        open(
                        "read",
                        signed(
                                claims(maria),
                                keys.newest().privateKey(),
                                keys.newest().kid()))
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"iss", "sub", "exp", "institution", "auth_time"})
    void aTokenWithoutARequiredClaimIsRefused(String claim) {
        JwtClaims claims = claims(people.agent(people.institution(), "AGENT"));
        claims.unsetClaim(claim);
        refused(signed(claims));
    }

    @Test
    void token_ofAnotherIssuer_isRefused() {
        JwtClaims claims = claims(people.agent(people.institution(), "AGENT"));
        claims.setIssuer("somebody");
        refused(signed(claims));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -1, 1})
    void aTokenThatIsExpiredOrAboutToBeIsRefused(int secondsLeft) {
        JwtClaims claims = claims(people.agent(people.institution(), "AGENT"));
        claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() + secondsLeft));
        refused(signed(claims));
    }

    @Test
    void token_ofAnotherInstitution_isRefused() {
        JwtClaims claims = claims(people.agent(people.institution(), "AGENT"));
        claims.setStringClaim("institution", people.institution().toString());
        refused(signed(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active = false", "active = false, deleted_at = now()"})
    void anAgentWhoIsNotActiveIsRefused(String change) {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        String token = tokenOf(maria);
        people.execute("update agent set " + change + " where id = $1", maria.id());
        refused(token);
    }

    @Test
    void apiKey_hasItsPermissions_andNoOthers() {
        String key = keyOf(people.institution(), "messages.ingest");
        open("ingest", key)
                .statusCode(200)
                .body("kind", equalTo("API_KEY"))
                .body("role", nullValue())
                .body("permissions", contains("messages.ingest"));
        open("read", key).statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoked_at = now()", "expires_at = now()"})
    void anApiKeyThatIsRevokedOrExpiredIsRefused(String change) {
        UUID institution = people.institution();
        String key = keyOf(institution, "messages.ingest");
        people.execute("update api_key set " + change + " where institution_id = $1", institution);
        refused(key);
    }

    @Test
    void apiKey_used_recordsItsUse() {
        UUID institution = people.institution();
        String key = keyOf(institution, "conversations.read");
        open("read", key).statusCode(200);
        await().untilAsserted(() -> assertThat(
                        people.execute("select last_used_at from api_key where institution_id = $1", institution)
                                .iterator()
                                .next()
                                .getOffsetDateTime(0))
                .isNotNull());
    }

    @Test
    void token_signedByAnotherNodesKey_isAccepted() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        SigningKey other = SigningKey.generate();
        SigningKey.Stored row = other.stored(new KeyEncryption("a secret of the tests, 32 characters or more"));
        people.execute(
                "insert into signing_key (kid, public_key, private_key, created_at)"
                        + " values ($1, $2, $3, now() - interval '1 day')",
                row.kid(),
                row.publicKey(),
                row.privateKey());
        await().untilAsserted(() -> open("read", signed(claims(maria), other.privateKey(), other.kid()))
                .statusCode(200));
    }

    @Test
    void socket_withTokenInTheHeader_opens() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        Tokens.Signed token = tokens.sign(maria.institution(), maria.id(), Instant.now());
        assertThat(greeting(token.text())).isEqualTo(maria.id() + " " + token.expiresAt());
    }

    @Test
    void socket_withTokenInTheSubprotocol_opens() throws Exception {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        String carried = URLEncoder.encode(
                        "quarkus-http-upgrade#Authorization#Bearer " + tokenOf(maria), StandardCharsets.UTF_8)
                .replace("+", "%20");
        Greeting greeting = new Greeting();
        WebSocket opened = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("prosa.v1", "bearer-token-carrier", carried)
                .buildAsync(ws(), greeting)
                .get(10, TimeUnit.SECONDS);
        assertThat(opened.getSubprotocol()).isEqualTo("prosa.v1");
        assertThat(greeting.text.get(10, TimeUnit.SECONDS))
                .startsWith(maria.id().toString());
        opened.abort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "prosa_sk_wrong"})
    void aSocketDoesNotOpenForAWrongCredential(String credential) {
        assertThatThrownBy(() -> greeting(credential))
                .cause()
                .asInstanceOf(type(WebSocketHandshakeException.class))
                .extracting(refusal -> refusal.getResponse().statusCode())
                .isEqualTo(401);
    }

    private String tokenOf(TestAgent someone) {
        return tokens.sign(someone.institution(), someone.id(), Instant.now()).text();
    }

    private String keyOf(UUID institution, String... permissions) {
        String admin = tokenOf(people.agent(institution, "ADMIN"));
        return given().header("Authorization", "Bearer " + admin)
                .contentType("application/json")
                .body(Map.of("name", "A key", "permissions", permissions))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("data.key");
    }

    private static ValidatableResponse open(String probe, String credential) {
        return given().header("Authorization", "Bearer " + credential)
                .get("/v1/probes/" + probe)
                .then();
    }

    private static void refused(String credential) {
        open("read", credential)
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHORIZED"));
    }

    private static JwtClaims claims(TestAgent someone) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("prosa");
        claims.setSubject(someone.id().toString());
        claims.setStringClaim("institution", someone.institution().toString());
        claims.setNumericDateClaim("auth_time", NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }

    private String signed(JwtClaims claims) {
        return signed(claims, keys.newest().privateKey(), keys.newest().kid());
    }

    private static String signed(JwtClaims claims, PrivateKey key, String kid) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(kid);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private URI ws() {
        return URI.create(socket.toString().replaceFirst("^http", "ws"));
    }

    private String greeting(String credential) {
        Greeting greeting = new Greeting();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + credential)
                .subprotocols("prosa.v1")
                .buildAsync(ws(), greeting)
                .join();
        return greeting.text.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static final class Greeting implements WebSocket.Listener {
        final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return null;
        }
    }
}
