package dev.prosa.access.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.prosa.testing.SmallDemoProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In demo mode, where registration is open; each address may try ten times. */
@QuarkusTest
@TestProfile(SmallDemoProfile.class)
class RegistrationIT {

    @TestHTTPResource("/")
    URI node;

    @Test
    void registration_makesAnAdminOfANewInstitution_loggedIn() {
        String email = email();

        JsonPath made = given().contentType("application/json")
                .body(body(email))
                .post("/v1/auth/register")
                .then()
                .statusCode(201)
                .body("data.user.email", equalTo(email))
                .body("data.user.role", equalTo("ADMIN"))
                .body("data.institution.name", equalTo("Acme"))
                .extract()
                .jsonPath();

        RequestSpecification admin = as(made.getString("data.token"));
        admin.get("/v1/me").then().body("data.institution.id", equalTo(made.getString("data.institution.id")));
        admin.get("/v1/agents").then().body("data", hasSize(1));
        admin.get("/v1/departments").then().body("data", empty());
        admin.get("/v1/channels").then().body("data", empty());
        admin.contentType("application/json")
                .body("{\"name\":\"Sales\"}")
                .post("/v1/departments")
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .body("{\"email\":\"" + email + "\",\"password\":\"a good password\"}")
                .post("/v1/auth/login")
                .then()
                .statusCode(200);
    }

    @Test
    void registration_withATakenEmail_createsNothing() {
        given().contentType("application/json")
                .body(body("ADMIN@demo.prosa"))
                .post("/v1/auth/register")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_EXISTS"));
    }

    @Test
    void registration_withWrongFields_namesEach() {
        given().contentType("application/json")
                .body("{\"email\":\"nobody\",\"password\":\"short\",\"institutionName\":\" \"}")
                .post("/v1/auth/register")
                .then()
                .statusCode(400)
                .body("errors.field.sort()", contains("email", "institutionName", "name", "password"));
    }

    @Test
    void address_mayRegisterTenTimes() {
        assertThat(IntStream.range(0, 12).mapToObj(i -> statusFrom("127.0.0.11")))
                .startsWith("HTTP/1.1 409 Conflict")
                .endsWith("HTTP/1.1 429 Too Many Requests", "HTTP/1.1 429 Too Many Requests")
                .filteredOn(status -> status.contains("409"))
                .hasSize(10);
        assertThat(statusFrom("127.0.0.12")).contains("409");
    }

    /** The first line of the answer to a registration with an email that is taken. */
    private String statusFrom(String address) {
        String body = body("admin@demo.prosa");
        String request = "POST /v1/auth/register HTTP/1.1\r\nHost: test\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket("127.0.0.1", node.getPort(), InetAddress.getByName(address), 0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String email() {
        return "somebody." + UUID.randomUUID() + "@example.org";
    }

    private static String body(String email) {
        return "{\"name\":\"Maria\",\"email\":\"" + email
                + "\",\"password\":\"a good password\",\"institutionName\":\"Acme\"}";
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
