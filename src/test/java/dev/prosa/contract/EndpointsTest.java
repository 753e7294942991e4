package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.prosa.testing.OpenApi;
import dev.prosa.testing.OpenApi.Operation;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The OpenAPI document has the endpoints that the code has, no more and no fewer, with the same parameters and rights. */
class EndpointsTest {

    /** JAX-RS would take an empty one for none. */
    private static final String READ_OFF_THE_REQUEST = "Idempotency-Key";

    private static final OpenApi DOCUMENT = OpenApi.document();
    private static final List<Endpoint> ENDPOINTS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.prosa").stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .map(JavaClass::reflect)
                    .flatMap(Endpoint::of)
                    .toList();

    @Test
    void endpoints_andDocumentedOperations_areTheSame() {
        Stream<String> documented = DOCUMENT.operations().stream().map(Operation::name);

        assertThat(ENDPOINTS.stream().map(Endpoint::name)).containsExactlyInAnyOrderElementsOf(documented.toList());
    }

    @Test
    void operation_hasTheParametersOfItsEndpoint() {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint endpoint : ENDPOINTS) {
            Map<String, String> documented = parameters(operation(endpoint));
            if (endpoint.readsTheRequest()) documented.remove(READ_OFF_THE_REQUEST);
            all.assertThat(documented).as(endpoint.name()).isEqualTo(endpoint.parameters());
        }
        all.assertAll();
    }

    @Test
    void operation_hasABody_ifItsEndpointHas() {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint endpoint : ENDPOINTS) {
            all.assertThat(operation(endpoint).node().has("requestBody"))
                    .as(endpoint.name())
                    .isEqualTo(endpoint.hasBody());
        }
        all.assertAll();
    }

    @Test
    void operation_namesItsPermissions() {
        SoftAssertions all = new SoftAssertions();
        for (Endpoint endpoint : ENDPOINTS) {
            JsonNode operation = operation(endpoint).node();
            String description = operation.path("description").asText().strip().replaceAll("\\s+", " ");
            all.assertThat(endpoint.isProtected())
                    .as("a right at " + endpoint.name())
                    .isTrue();
            endpoint.right()
                    .ifPresent(right ->
                            all.assertThat(description).as(endpoint.name()).endsWith("Needs " + right + "."));
            boolean isOpen =
                    operation.has("security") && operation.path("security").isEmpty();
            all.assertThat(isOpen).as("open: " + endpoint.name()).isEqualTo(endpoint.isForEverybody());
        }
        all.assertAll();
    }

    @Test
    void error_hasAnExample_forEachOfItsCodes() {
        SoftAssertions all = new SoftAssertions();
        for (JsonNode response : DOCUMENT.root().at("/components/responses")) {
            JsonNode examples = response.at("/content/application~1problem+json/examples");
            examples.properties().forEach(example -> all.assertThat(
                            example.getValue().at("/value/code").asText())
                    .isEqualTo(example.getKey()));
        }
        all.assertAll();
    }

    private static Operation operation(Endpoint endpoint) {
        return DOCUMENT.operation(endpoint.method(), endpoint.path()).orElseThrow();
    }

    private static Map<String, String> parameters(Operation operation) {
        Map<String, String> parameters = new TreeMap<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            JsonNode usual = DOCUMENT.resolved(parameter.path("schema")).path("default");
            String place = parameter.path("in").asText();
            parameters.put(name, usual.isMissingNode() ? place : place + " " + usual.asText());
        }
        return parameters;
    }
}
