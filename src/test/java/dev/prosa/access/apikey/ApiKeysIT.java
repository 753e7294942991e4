package dev.prosa.access.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.prosa.access.TestAgents;
import dev.prosa.access.TestAgents.TestAgent;
import dev.prosa.access.localtoken.Tokens;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ApiKeysIT {

    private static final String MINIMAL = "{\"name\":\"Robot\",\"permissions\":[\"directory.read\"]}";

    @Inject
    TestAgents people;

    @Inject
    Tokens tokens;

    private String admin;

    @BeforeEach
    void anInstitutionWithAnAdmin() {
        admin = tokenOf("ADMIN", people.institution());
    }

    @Test
    void apiKey_created_isShownOnceAndWorks() {
        JsonPath made = create(MINIMAL)
                .statusCode(201)
                .body("data.name", equalTo("Robot"))
                .body("data.permissions", contains("directory.read"))
                .body("data.rateLimit", equalTo(60))
                .body("data", hasKey("expiresAt"))
                .body("data.expiresAt", nullValue())
                .body("data.lastUsedAt", nullValue())
                .body("data.key", startsWith("prosa_sk_"))
                .extract()
                .jsonPath();
        String key = made.getString("data.key");
        assertThat(key).startsWith(made.getString("data.prefix")).hasSize("prosa_sk_".length() + 43);
        as(key).get("/v1/me")
                .then()
                .statusCode(200)
                .body("data.type", equalTo("API_KEY"))
                .body("data.id", equalTo(made.getString("data.id")))
                .body("data.permissions", contains("directory.read"))
                .body("data", not(hasKey("key")));
        as(admin)
                .get("/v1/api-keys/" + made.getString("data.id"))
                .then()
                .statusCode(200)
                .body("data.name", equalTo("Robot"))
                .body("data", not(hasKey("key")));
    }

    @Test
    void creation_answersTheLocationOfTheKey() {
        ValidatableResponse made = create(MINIMAL);
        made.header("Location", endsWith("/v1/api-keys/" + made.extract().path("data.id")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                     | name",
                "{\"name\":\"ab\",\"permissions\":[\"directory.read\"]}                 | name",
                "{\"name\":\"   \",\"permissions\":[\"directory.read\"]}                | name",
                "{\"name\":\"😀😀\",\"permissions\":[\"directory.read\"]}               | name",
                "{\"name\":\"abc\",\"permissions\":[]}                                  | permissions",
                "{\"name\":\"abc\",\"permissions\":[\"everything\"]}                    | permissions[0]",
                "{\"name\":\"abc\",\"permissions\":[\"directory.read\"],\"rateLimit\":0}       | rateLimit",
                "{\"name\":\"abc\",\"permissions\":[\"directory.read\"],\"rateLimit\":1000001} | rateLimit",
                "{\"name\":\"abc\",\"permissions\":[\"directory.read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"} | expiresAt",
            })
    void aWrongFieldIsNamed(String body, String field) {
        String first = create(body).statusCode(400).extract().path("errors[0].field");
        assertThat(first).isEqualTo(field);
    }

    @Test
    void expiry_isStoredToTheMillisecond() {
        String at = Instant.now().plusSeconds(60).toString().substring(0, 19) + ".123Z";
        create("{\"name\":\"Robot\",\"permissions\":[\"directory.read\"],\"expiresAt\":\"" + at + "\"}")
                .statusCode(201)
                .body("data.expiresAt", equalTo(at));
    }

    @Test
    void list_isSortedByName_andPaged() {
        for (String name : new String[] {"ccc", "BBB", "aaa"})
            create(MINIMAL.replace("Robot", name)).statusCode(201);
        String next = as(admin)
                .get("/v1/api-keys?limit=2")
                .then()
                .statusCode(200)
                .body("data.name", contains("aaa", "BBB"))
                .body("pagination.limit", equalTo(2))
                .extract()
                .path("pagination.nextCursor");
        as(admin)
                .get("/v1/api-keys?limit=2&cursor=" + next)
                .then()
                .body("data.name", contains("ccc"))
                .body("pagination.nextCursor", nullValue());
        as(admin)
                .get("/v1/api-keys?limit=2&page=2")
                .then()
                .body("data.name", contains("ccc"))
                .body("pagination.total", equalTo(3))
                .body("pagination.offset", equalTo(2))
                .body("pagination.nextCursor", nullValue());
        as(admin).get("/v1/api-keys?cursor=x").then().statusCode(400).body("errors.field", contains("cursor"));
    }

    @Test
    void apiKey_revoked_isNotFound() {
        JsonPath made = create(MINIMAL).extract().jsonPath();
        String path = "/v1/api-keys/" + made.getString("data.id");
        as(admin).delete(path).then().statusCode(204);
        as(admin).delete(path).then().statusCode(404);
        as(admin).get(path).then().statusCode(404);
        as(made.getString("data.key")).get("/v1/me").then().statusCode(401);
    }

    @Test
    void apiKey_ofAnotherInstitution_isNotFound() {
        String id = create(MINIMAL).extract().path("data.id");
        String other = tokenOf("ADMIN", people.institution());
        as(other).get("/v1/api-keys/" + id).then().statusCode(404);
        as(other).delete("/v1/api-keys/" + id).then().statusCode(404);
        as(admin).get("/v1/api-keys/" + id).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPERVISOR", "AGENT"})
    void onlyAnAdminHasToDoWithKeys(String role) {
        String token = tokenOf(role, people.institution());
        as(token).get("/v1/api-keys").then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void apiKey_creatingApiKeys_isForbidden() {
        String key = create(MINIMAL.replace("directory.read", "directory.write"))
                .extract()
                .path("data.key");
        as(key).contentType("application/json")
                .body(MINIMAL)
                .post("/v1/api-keys")
                .then()
                .statusCode(403);
    }

    @Test
    void apiKey_asLogin_isRefusedAndHasNoPassword() {
        String key = create(MINIMAL).extract().path("data.key");
        as(key).post("/v1/auth/renew").then().statusCode(403);
        String change = "{\"current\":\"x\",\"new\":\"long enough\"}";
        as(key).contentType("application/json")
                .body(change)
                .put("/v1/me/password")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse create(String body) {
        return as(admin)
                .contentType("application/json")
                .body(body)
                .post("/v1/api-keys")
                .then();
    }

    private String tokenOf(String role, UUID institution) {
        TestAgent someone = people.agent(institution, role);
        return tokens.sign(institution, someone.id(), Instant.now()).text();
    }

    private static RequestSpecification as(String credential) {
        return given().header("Authorization", "Bearer " + credential);
    }
}
