package dev.prosa.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.OpenApi;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A node serves the OpenAPI document as it was written. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ServedDocumentTest {

    @Test
    void theDocumentIsServedAsItWasWritten() throws Exception {
        String served = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        JsonNode document = new ObjectMapper().readTree(served);
        assertThat(document).isEqualTo(OpenApi.document().root());
    }

    @Test
    void theDocumentCanBeTriedOut() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
