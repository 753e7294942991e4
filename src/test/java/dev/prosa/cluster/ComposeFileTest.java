package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.ComposeFile;
import dev.prosa.testing.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compose file fits the service, nginx's configuration and the images it names. */
class ComposeFileTest {

    private static final ComposeFile COMPOSE = ComposeFile.read();
    private static final Set<String> OF_LIBRARIES = Set.of("KAFKA_BOOTSTRAP_SERVERS");
    private static final String PINNED = "[a-z0-9./-]+:\\d+\\.[\\w.-]*|[a-z0-9./-]+:jdk-\\d+";

    static Stream<Service> services() {
        return COMPOSE.services().stream();
    }

    static Stream<Service> nodes() {
        return COMPOSE.nodes().stream();
    }

    static Stream<Path> dockerfiles() {
        return Stream.of("Dockerfile.jvm", "Dockerfile.native").map(Path.of("src", "main", "docker")::resolve);
    }

    @Test
    void compose_hasTwoNodes_withDatabaseBrokerAndProxy() {
        assertThat(services().map(Service::name))
                .containsExactlyInAnyOrder("kafka", "kafka-topics", "nginx", "postgres", "prosa-1", "prosa-2");
    }

    @ParameterizedTest
    @MethodSource("services")
    void images_arePinned(Service service) {
        assertThat(service.settings().get("image").toString()).matches(PINNED);
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void baseImages_arePinned(Path dockerfile) throws IOException {
        assertThat(matches("(?m)^FROM (\\S+)", Files.readString(dockerfile)))
                .hasSize(2)
                .allMatch(base -> base.matches(PINNED));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void nodeImage_hasItsDockerfile(Service node) {
        Object dockerfile = ((Map<?, ?>) node.settings().get("build")).get("dockerfile");

        assertThat(dockerfiles().map(Path::toString)).contains(dockerfile.toString());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void nodeVariables_areKnownToTheCode(Service node) {
        assertThat(node.environment().keySet())
                .filteredOn(variable -> !OF_LIBRARIES.contains(variable))
                .isNotEmpty()
                .isSubsetOf(KnownVariables.all());
    }

    @ParameterizedTest
    @MethodSource("services")
    void secrets_haveNoDefault(Service service) {
        service.environment().forEach((variable, value) -> {
            if (variable.matches(".*(PASSWORD|SECRET|EMAIL|INSTITUTION).*"))
                assertThat(value).as(variable).matches("\\$\\{\\w+:\\?.+}");
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void services_haveAHealthCheck_andAreRestarted(Service service) throws IOException {
        if (service.name().equals("kafka-topics")) return;
        boolean byItsImage = service.isNode()
                && Files.readString(Path.of("src/main/docker/Dockerfile.jvm")).contains("\nHEALTHCHECK ");

        assertThat(byItsImage || service.settings().containsKey("healthcheck")).isTrue();
        assertThat(service.settings().get("restart")).isEqualTo("unless-stopped");
    }

    @ParameterizedTest
    @MethodSource("services")
    void services_startAfterWhatTheyNeed(Service service) {
        Map<?, ?> needs = (Map<?, ?>) service.settings().getOrDefault("depends_on", Map.of());

        assertThat(needs.values().stream()
                        .map(need -> ((Map<?, ?>) need).get("condition").toString()))
                .allMatch(List.of("service_healthy", "service_completed_successfully")::contains);
    }

    @Test
    void nginx_sharesTheLoad_overExactlyTheNodes() throws IOException {
        List<String> expected =
                nodes().map(node -> node.name() + ":" + port(node)).toList();

        assertThat(matches("(?m)^ *server (\\S+:\\d+) .*;", Files.readString(ComposeFile.NGINX_CONFIGURATION)))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void nginx_listensOnItsPublishedPort() throws IOException {
        List<?> published = (List<?>) COMPOSE.service("nginx").settings().get("ports");

        assertThat(matches("listen (\\d+);", Files.readString(ComposeFile.NGINX_CONFIGURATION)))
                .hasSize(1)
                .allMatch(port -> published.get(0).toString().endsWith(":" + port));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void forwardedHeaders_areTrustedFromNginxOnly(Service node) {
        assertThat(node.environment())
                .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                .containsEntry(
                        "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES",
                        COMPOSE.service("nginx").address("front"));
        assertThat(node.address("front"))
                .isNotNull()
                .isNotEqualTo(COMPOSE.service("nginx").address("front"));
    }

    @Test
    void nginx_bodyLimit_isThatOfTheService() throws IOException {
        String properties = Files.readString(Path.of("src/main/resources/application.properties"));

        assertThat(matches("client_max_body_size (\\d+)m;", Files.readString(ComposeFile.NGINX_CONFIGURATION)))
                .isEqualTo(matches("quarkus.http.limits.max-body-size=(\\d+)M", properties))
                .hasSize(1);
    }

    private static String port(Service node) {
        return node.environment().getOrDefault("QUARKUS_HTTP_PORT", "8080");
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
