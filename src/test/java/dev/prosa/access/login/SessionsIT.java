package dev.prosa.access.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.prosa.access.TestAgents;
import dev.prosa.access.TestAgents.TestAgent;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.directory.account.AgentAccount;
import dev.prosa.directory.account.AgentAccountStore;
import dev.prosa.testing.ConformingAnswers;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SessionsIT {

    @Inject
    TestAgents people;

    @Inject
    Tokens tokens;

    @Inject
    AgentAccountStore store;

    @Test
    void login_answersATokenOf15Minutes_andTheAgent() {
        TestAgent maria = people.agent(people.institution(), "SUPERVISOR");
        UUID sales = people.department(maria, "Sales");
        JsonPath session = login(maria.email(), TestAgents.PASSWORD)
                .statusCode(200)
                .body("data.agent.type", equalTo("AGENT"))
                .body("data.agent.id", equalTo(maria.id().toString()))
                .body("data.agent.email", equalTo(maria.email()))
                .body("data.agent.role", equalTo("SUPERVISOR"))
                .body("data.agent.departments.id", contains(sales.toString()))
                .body("data.agent.departments.name", contains("Sales"))
                .body("data.agent.institution.name", equalTo("Test"))
                .body("data.expiresAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .extract()
                .jsonPath();
        Instant expiresAt = Instant.parse(session.getString("data.expiresAt"));
        assertThat(Duration.between(Instant.now(), expiresAt))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        me(session.getString("data.token"))
                .statusCode(200)
                .body("data.id", equalTo(maria.id().toString()));
    }

    @Test
    void login_withEmailInAnyCase_isAccepted() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        login(maria.email().toUpperCase(Locale.ROOT), TestAgents.PASSWORD).statusCode(200);
    }

    @Test
    void wrongPassword_andUnknownEmail_answerTheSame() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        Map<String, Object> wrong = refused(login(maria.email(), "wrong"));
        Map<String, Object> unknown = refused(login("nobody@example.org", "wrong"));
        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void agent_withoutPasswordOrInactive_cannotLogIn() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        people.execute("update agent set password_hash = null where id = $1", maria.id());
        refused(login(maria.email(), ""));
        TestAgent ana = people.agent(people.institution(), "AGENT");
        people.execute("update agent set active = false where id = $1", ana.id());
        refused(login(ana.email(), TestAgents.PASSWORD));
    }

    @Test
    void login_withoutItsFields_isInvalid() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/auth/login")
                .then()
                .statusCode(400)
                .body("errors.field", contains("email", "password"));
    }

    @Test
    void login_afterTenFailures_waitsEvenWithTheRightPassword() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        for (int i = 0; i < 10; i++) login(maria.email(), "wrong").statusCode(401);
        login(maria.email(), TestAgents.PASSWORD)
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d{1,3}"))
                .header("RateLimit-Remaining", "0")
                .body("code", equalTo("RATE_LIMIT_EXCEEDED"));
    }

    @Test
    void token_valid_isRenewed() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        String token = renew(tokenSince(maria, Duration.ofHours(11)))
                .statusCode(200)
                .extract()
                .path("data.token");
        me(token).statusCode(200);
    }

    @Test
    void token_renewed_doesNotOutliveItsSession() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        Duration line = Duration.ofHours(12).minusMinutes(5);
        String expiresAt =
                renew(tokenSince(maria, line)).statusCode(200).extract().path("data.expiresAt");
        assertThat(Duration.between(Instant.now(), Instant.parse(expiresAt))).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void password_isChanged_byWhoKnowsIt() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        String long80 = "x".repeat(80);
        change(maria, "wrong", "long enough").statusCode(400).body("errors.field", contains("current"));
        change(maria, TestAgents.PASSWORD, "short").statusCode(400).body("errors.field", contains("new"));
        change(maria, TestAgents.PASSWORD, long80).statusCode(204);
        login(maria.email(), TestAgents.PASSWORD).statusCode(401);
        login(maria.email(), long80 + "y").statusCode(401);
        login(maria.email(), long80).statusCode(200);
    }

    @Test
    void passwordChange_endsEarlierTokens() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        String before = tokenSince(maria, Duration.ofSeconds(2));
        me(before).statusCode(200);
        change(maria, TestAgents.PASSWORD, "another password").statusCode(204);
        me(before).statusCode(401);
        renew(before).statusCode(401);
        me(login(maria.email(), "another password").statusCode(200).extract().path("data.token"))
                .statusCode(200);
    }

    @Test
    void passwordSetByAnAdmin_endsTokens_andNothingElseDoes() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        String before = tokenSince(maria, Duration.ofSeconds(2));
        people.execute("update agent set name = 'Maria', password_hash = password_hash where id = $1", maria.id());
        me(before).statusCode(200);
        people.execute("update agent set password_hash = 'x' where id = $1", maria.id());
        me(before).statusCode(401);
    }

    @Test
    void login_whileTheDatabaseClockIsAhead_isValid() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        people.execute("update agent set password_changed_at = now() + interval '5 seconds' where id = $1", maria.id());
        me(login(maria.email(), TestAgents.PASSWORD).statusCode(200).extract().path("data.token"))
                .statusCode(200);
    }

    @Test
    void passwordChange_needsTheProvenHash_andAnActiveAgent() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        AgentAccount seen = store.byId(maria.institution(), maria.id()).await().indefinitely();
        assertThat(store.setPassword(seen, "second").await().indefinitely()).isTrue();
        assertThat(store.setPassword(seen, "third").await().indefinitely()).isFalse();
        AgentAccount now = store.byId(maria.institution(), maria.id()).await().indefinitely();
        people.execute("update agent set active = false where id = $1", maria.id());
        assertThat(store.setPassword(now, "fourth").await().indefinitely()).isFalse();
        assertThat(now.passwordHash()).isEqualTo("second");
    }

    @Test
    void login_thatCouldNotBeChecked_isNoFailure() {
        TestAgent maria = people.agent(people.institution(), "AGENT");
        people.execute("update agent set password_hash = 'no hash at all' where id = $1", maria.id());
        Map<String, String> body = Map.of("email", maria.email(), "password", "any");
        for (int i = 0; i < 12; i++)
            given().noFiltersOfType(ConformingAnswers.class) // it takes no 500
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/auth/login")
                    .then()
                    .statusCode(500);
    }

    private String tokenSince(TestAgent someone, Duration ago) {
        return tokens.sign(someone.institution(), someone.id(), Instant.now().minus(ago))
                .text();
    }

    private ValidatableResponse change(TestAgent someone, String current, String wanted) {
        return given().header("Authorization", "Bearer " + tokenSince(someone, Duration.ZERO))
                .contentType("application/json")
                .body(Map.of("current", current, "new", wanted))
                .put("/v1/me/password")
                .then();
    }

    private static Map<String, Object> refused(ValidatableResponse response) {
        Map<String, Object> problem = response.statusCode(401).extract().path("");
        problem.keySet().removeAll(List.of("traceId"));
        return problem;
    }

    private static ValidatableResponse login(String email, String password) {
        return given().contentType("application/json")
                .body(Map.of("email", email, "password", password))
                .post("/v1/auth/login")
                .then();
    }

    private static ValidatableResponse renew(String token) {
        return given().header("Authorization", "Bearer " + token)
                .post("/v1/auth/renew")
                .then();
    }

    private static ValidatableResponse me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/me").then();
    }
}
