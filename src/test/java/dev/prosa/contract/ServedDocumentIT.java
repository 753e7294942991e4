package dev.prosa.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.AsyncApi;
import dev.prosa.testing.OpenApi;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A node serves the OpenAPI and the AsyncAPI document as they were written. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ServedDocumentIT {

    @Test
    void openApi_isServedAsWritten() throws Exception {
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
    void asyncApi_isServedAsWritten() throws Exception {
        String yaml = body(given().get("/q/asyncapi"), "application/yaml");

        assertThat(yaml).isEqualTo(Files.readString(Path.of("src/main/resources/META-INF/asyncapi.yaml")));
        assertThat(body(given().get("/q/asyncapi.yaml"), "application/yaml")).isEqualTo(yaml);
        for (Response json : List.of(
                given().queryParam("format", "json").get("/q/asyncapi"),
                given().accept("application/json").get("/q/asyncapi"),
                given().get("/q/asyncapi.json")))
            assertThat(new ObjectMapper().readTree(body(json, "application/json")))
                    .isEqualTo(AsyncApi.document().root());
    }

    @Test
    void bothDocuments_areServedAlike() {
        for (String path : List.of("", ".yaml", ".yml", ".json", "?format=JSON", "?format=yaml"))
            assertThat(headers("asyncapi" + path)).as(path).isEqualTo(headers("openapi" + path));
        given().head("/q/asyncapi").then().statusCode(200);
    }

    private static List<String> headers(String document) {
        Response answer = given().get("/q/" + document);
        return List.of(String.valueOf(answer.statusCode()), answer.contentType().toLowerCase(Locale.ROOT));
    }

    private static String body(Response answer, String type) {
        return answer.then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .extract()
                .asString();
    }

    @Test
    void openApi_canBeTriedOut() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
