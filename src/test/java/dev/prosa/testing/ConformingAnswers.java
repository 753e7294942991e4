package dev.prosa.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds every answer that a test gets by RestAssured to the OpenAPI document; the service loader finds it. */
public final class ConformingAnswers implements QuarkusTestBeforeClassCallback, Filter {

    @Override
    public void beforeClass(Class<?> testClass) {
        RestAssured.replaceFiltersWith(List.of(this));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        OpenApiConformity.check(new OpenApiConformity.Exchange(
                request.getMethod(),
                pathOf(request.getURI()),
                text(request.getBody()),
                response.statusCode(),
                response::header,
                response.asByteArray()));
        return response;
    }

    private static String pathOf(String uri) {
        return uri.replaceFirst("^\\w+://[^/]+", "").replaceFirst("\\?.*", "");
    }

    private static String text(Object body) {
        return body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) body;
    }
}
