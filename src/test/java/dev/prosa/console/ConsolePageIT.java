package dev.prosa.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How the console's page is served. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsolePageIT {

    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    @Test
    void page_allowsNothingForeign_andNothingInline() {
        given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/html"))
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"));
    }

    @Test
    void page_isRevalidated_andItsFilesExist() {
        given().get("/").then().header("Cache-Control", equalTo("no-cache"));
        List<String> named = named();
        assertThat(named).isNotEmpty();
        for (String path : named) given().get(path).then().statusCode(200);
    }

    @Test
    void scriptsAndStyles_areCompressed() {
        List<String> bundled =
                named().stream().filter(path -> path.matches(".*\\.(js|css)")).toList();
        assertThat(bundled).hasSizeGreaterThanOrEqualTo(2);
        for (String path : bundled) {
            Response answer = given().header("Accept-Encoding", "gzip").get(path);
            assertThat(answer.header("Content-Encoding")).as(path).isEqualTo("gzip");
        }
    }

    @Test
    void settings_needNoLogin() {
        given().get("/v1/console")
                .then()
                .statusCode(200)
                .body("data.demo", equalTo(false), "data.waitingLimit", equalTo(600));
    }

    private static List<String> named() {
        return NAMED.matcher(given().get("/").asString())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
