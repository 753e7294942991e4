package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.Scrape;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node says of itself to Prometheus, held to docs/metrics.md. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MetricsIT {

    private static final Path DOCUMENT = Path.of("docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(prosa_\\w+)` \\| (\\w+) \\|([^|]*)\\| (\\w+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private UUID sales;
    private UUID channel;
    private TestInstitution.Agent maria;

    @BeforeEach
    void anInstitution() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        channel = institution.channel(sales);
        maria = institution.agent("Maria", "AGENT", sales);
    }

    private Scrape scrape() {
        return Scrape.of(node);
    }

    @Test
    void metrics_ofProsa_areThoseOfTheDocument() throws IOException {
        institution.writes(channel, institution.phone(), "hello");
        await("the queues to be counted").atMost(Duration.ofSeconds(20)).until(() -> scrape().families()
                .containsKey("prosa_queue_waiting_conversations"));

        Map<String, Scrape.Family> exported = new TreeMap<>(scrape().families());
        exported.keySet().removeIf(name -> !name.startsWith("prosa_") || name.endsWith("_max"));
        assertThat(documented()).isEqualTo(exported);
    }

    private static Map<String, Scrape.Family> documented() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), MetricsIT::family, (a, b) -> a, TreeMap::new));
    }

    private static Scrape.Family family(MatchResult row) {
        String name = row.group(1);
        assertThat(name.replaceFirst("_total$", "")).as("ends with its unit").endsWith(row.group(4));
        Set<String> labels = NAME.matcher(row.group(3))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Scrape.Family(row.group(2), labels);
    }

    @Test
    void metrics_ofLibraries_inTheDocument_exist() throws IOException {
        maria.http().get("/v1/conversations").ok();
        String others = Files.readString(DOCUMENT).split("## Beside them")[1].split("## Worth")[0];
        Set<String> named = NAME.matcher(others)
                .results()
                .map(name -> name.group(1))
                .filter(name -> name.matches("(http|sql|jvm|process)_.*"))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(scrape().families()).containsKeys(named.toArray(String[]::new));
        assertThat(scrape().value("sql_pool_idle", "pool_name=\"prosa\"")).isPositive();
    }

    @Test
    void messages_areCountedByResult() {
        Scrape before = scrape();
        Map<String, Object> hello = TestInstitution.text("1", institution.phone(), "hello");
        Map<String, Object> wrong = TestInstitution.text("2", "no phone", "hello");
        Client bot = institution.program();
        bot.post("/v1/channels/" + channel + "/inbound", Arrays.asList(hello, wrong))
                .ok();
        bot.post("/v1/channels/" + channel + "/inbound", hello).ok();
        bot.post("/v1/channels/" + UUID.randomUUID() + "/inbound", hello);
        Scrape after = scrape();
        assertThat(after.grownSince(before, "prosa_intake_messages_total", "door=\"http\"", "result=\"new\""))
                .isEqualTo(1);
        assertThat(after.grownSince(before, "prosa_intake_messages_total", "door=\"http\"", "result=\"duplicate\""))
                .isEqualTo(1);
        assertThat(after.grownSince(before, "prosa_intake_messages_total", "door=\"http\"", "result=\"refused\""))
                .isEqualTo(2);
        assertThat(after.grownSince(before, "prosa_intake_batch_size_items_sum", "kind=\"messages\""))
                .isEqualTo(3);
        assertThat(after.grownSince(
                        before, "prosa_intake_batch_seconds_count", "kind=\"messages\"", "result=\"committed\""))
                .isEqualTo(3);
        assertThat(after.grownSince(before, "prosa_intake_lane_wait_seconds_count", "kind=\"messages\""))
                .isEqualTo(3);
        assertThat(after.value("prosa_intake_waiting_items")).isZero();
        assertThat(after.value("prosa_intake_capacity_items")).isEqualTo(10_000);
    }

    @Test
    void pushes_areCounted() {
        awaitThatNobodyComesOrGoes();
        Scrape before = scrape();
        LiveClient live = LiveClient.connect(node, maria.http().bearer());
        live.subscribe(sales.toString()).awaits("caughtUp");
        institution.writes(channel, institution.phone(), "hello");
        live.awaitsEvents(sales.toString(), 2);
        Scrape open = scrape();
        assertThat(open.grownSince(before, "prosa_live_sockets")).isEqualTo(1);
        assertThat(open.grownSince(before, "prosa_live_subscriptions")).isEqualTo(1);
        assertThat(open.grownSince(before, "prosa_live_watched_feeds")).isEqualTo(1);
        assertThat(open.grownSince(before, "prosa_feed_followed_feeds")).isEqualTo(1);
        assertThat(open.grownSince(before, "prosa_live_delivered_events_total")).isEqualTo(2);
        assertThat(open.grownSince(before, "prosa_live_frames_total")).isBetween(4.0, 5.0);
        assertThat(open.grownSince(before, "prosa_feed_lag_seconds_count")).isEqualTo(2);
        assertThat(open.grownSince(before, "prosa_feed_wakeups_total")).isPositive();
        assertThat(open.value("prosa_feed_listening_connections")).isEqualTo(1);
        live.close();
        await().until(() -> scrape().grownSince(before, "prosa_live_watched_feeds") == 0);
        Scrape closed = scrape();
        assertThat(closed.grownSince(before, "prosa_live_sockets")).isZero();
        assertThat(closed.grownSince(before, "prosa_live_subscriptions")).isZero();
        assertThat(closed.grownSince(before, "prosa_live_closed_sockets_total", "code=\"client\""))
                .isEqualTo(1);
    }

    /** What tests before have left goes by and by. */
    private void awaitThatNobodyComesOrGoes() {
        AtomicReference<String> last = new AtomicReference<>("");
        await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(20)).until(() -> {
            String now = whoIsThere();
            return now.equals(last.getAndSet(now));
        });
    }

    private String whoIsThere() {
        Scrape now = scrape();
        return Stream.of("prosa_live_sockets", "prosa_live_subscriptions", "prosa_live_watched_feeds")
                .map(gauge -> String.valueOf(now.value(gauge)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void commands_areCountedByResult() {
        String conversation = "/v1/conversations/"
                + institution
                        .writes(channel, institution.phone(), "hello")
                        .path("conversationId")
                        .asText();
        Scrape before = scrape();
        maria.http().patch(conversation + "/close", Map.of()).ok();
        maria.http().patch(conversation + "/close", Map.of());
        Scrape after = scrape();
        String close = "command=\"close\"";
        assertThat(after.grownSince(before, "prosa_commands_seconds_count", close, "result=\"OK\""))
                .isEqualTo(1);
        assertThat(after.grownSince(before, "prosa_commands_seconds_count", close, "result=\"CONVERSATION_CLOSED\""))
                .isEqualTo(1);
    }

    @Test
    void labels_stayFew_whateverClientsSend() {
        String marker = UUID.randomUUID().toString();
        Client http = maria.http();
        http.send("DELETE", "/v1/conversations/" + marker, null).join();
        http.send("GET", "/v1/conversations/%00" + marker, null).join();
        http.send("GET", "/v1/conversations/" + marker + "/no/such/path", null).join();
        http.send("GET", "/" + marker, null).join();
        http.send("POST", "/v1/departments/" + marker, "{").join();
        http.send("POST", "/v1/channels/" + marker + "/inbound", "{").join();
        http.send("M" + marker.replace("-", ""), "/v1/conversations/" + marker, null)
                .join();
        new Client(node, marker).get("/v1/conversations/" + marker);
        Scrape after = scrape();
        assertThat(after.text().toLowerCase())
                .doesNotContain(marker)
                .doesNotContain(marker.replace("-", ""))
                .contains("uri=\"refused\"", "method=\"other\"", "uri=\"/v1/conversations/{id}\"");
    }

    @Test
    void refusal_atAnEndpointWithoutParameters_keepsItsPath() {
        new Client(node, null)
                .post("/v1/auth/login", Map.of("email", "nobody@test.prosa", "password", "wrong password"));
        assertThat(scrape().value("http_server_requests_seconds_count", "uri=\"/v1/auth/login\"", "status=\"401\""))
                .isPositive();
    }
}
