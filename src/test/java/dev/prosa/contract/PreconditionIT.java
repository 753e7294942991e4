package dev.prosa.contract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command with {@code If-Match} is carried out on the version that was seen, or not at all. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PreconditionIT {

    @TestHTTPResource("/")
    URI uri;

    private TestInstitution.Agent ana;
    private String conversation;

    @BeforeEach
    void aConversationOfVersion2() {
        TestInstitution institution = TestInstitution.on(uri, TestDatabase.ofTheService());
        UUID sales = institution.department("Sales");
        ana = institution.agent("Ana", "AGENT", sales);
        conversation = "/v1/conversations/"
                + institution
                        .writes(institution.channel(sales), institution.phone(), "hello")
                        .path("conversationId")
                        .asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"assign|{\"attendantId\":null}", "transfer|{\"departmentId\":null}", "close|{}", "read|{}"})
    void aStaleVersionIsRefusedAndChangesNothing(String command, String body) {
        as(ana).header("If-Match", "\"1\"")
                .body(body)
                .patch(conversation + "/" + command)
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));

        as(ana).get(conversation).then().header("ETag", "\"2\"");
    }

    @Test
    void ifMatch_empty_isRefused() {
        as(ana).header("If-Match", "")
                .patch(conversation + "/close")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("If-Match"));

        as(ana).get(conversation).then().header("ETag", "\"2\"");
    }

    @Test
    void ifMatch_ofTheCurrentVersion_isCarriedOut() {
        String seen = as(ana).get(conversation).header("ETag");

        as(ana).header("If-Match", seen).patch(conversation + "/close").then().statusCode(200);
        as(ana).header("If-Match", seen).patch(conversation + "/close").then().statusCode(412);
    }

    private RequestSpecification as(TestInstitution.Agent agent) {
        return given().baseUri(uri.toString())
                .header("Authorization", "Bearer " + agent.http().bearer())
                .contentType("application/json");
    }
}
