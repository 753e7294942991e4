package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import org.junit.jupiter.api.Test;
import org.python.util.jython;

/** Autobahn's suite against an echo behind the same checks and on the same streams as live push. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(AutobahnIT.LongMessages.class)
class AutobahnIT {

    /** The suite sends messages of up to 16 MiB, and some in 65,536 fragments. */
    public static final class LongMessages implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.websockets-next.server.max-message-size", "16777216",
                    "quarkus.websockets-next.server.max-frame-size", "16777216",
                    "prosa.live.request-queue-size", "1000000",
                    "prosa.live.frames-per-second", "1000000");
        }
    }

    private static final Path REPORTS = Path.of("target", "autobahn-reports");
    private static final String PROSA = "Prosa";

    /** Groups 12 and 13 are compression, which is off. */
    private static final List<String> CASES = List.of("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.*", "10.*");

    private static final int NUMBER_OF_CASES = 301;
    private static final Set<String> PASSED = Set.of("OK", "NON-STRICT", "INFORMATIONAL");

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String START = String.join(
            "\n",
            "import ast, sys",
            "from autobahntestsuite import wstest",
            "wstest.start({'mode': 'fuzzingclient'}, ast.literal_eval(sys.argv[1]))");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(EchoSocket.PATH)
    URI echo;

    @Test
    void autobahnCases_allPass() throws Exception {
        runSuite();
        Map<String, String> verdicts = verdicts();
        assertThat(verdicts).hasSize(NUMBER_OF_CASES);
        assertThat(verdicts.entrySet())
                .filteredOn(verdict -> !PASSED.contains(verdict.getValue()))
                .isEmpty();
    }

    /** In a JVM of its own: it is written in Python, where {@code io} is not the package of Quarkus. */
    private void runSuite() throws IOException, InterruptedException {
        Files.createDirectories(REPORTS);
        Process suite = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jarOf(jython.class) + File.pathSeparator + jarOf(AutobahnTestSuite.class),
                        jython.class.getName(),
                        "-c",
                        START,
                        specification())
                .redirectErrorStream(true)
                .redirectOutput(REPORTS.resolve("suite.log").toFile())
                .start();
        try {
            assertThat(suite.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(suite.exitValue()).isZero();
        } finally {
            suite.destroyForcibly();
        }
    }

    private static String jarOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private String specification() throws IOException {
        Map<String, Object> server = Map.of(
                "agent", PROSA,
                "url", echo.toString().replaceFirst("^http", "ws"),
                "protocols", List.of("prosa.v1"),
                "options", Map.of("version", 18));
        return JSON.writeValueAsString(
                Map.of("outdir", REPORTS.toString(), "servers", List.of(server), "cases", CASES));
    }

    private static Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        JSON.readTree(Files.readString(REPORTS.resolve("index.json")))
                .path(PROSA)
                .fields()
                .forEachRemaining(result -> verdicts.put(result.getKey(), verdict(result.getValue())));
        return verdicts;
    }

    /** The worse one of how it behaved and how it closed. */
    private static String verdict(JsonNode result) {
        String behaviour = result.path("behavior").asText();
        return PASSED.contains(behaviour)
                ? worse(behaviour, result.path("behaviorClose").asText())
                : behaviour;
    }

    private static String worse(String passed, String close) {
        return PASSED.contains(close) ? passed : "CLOSE: " + close;
    }
}
