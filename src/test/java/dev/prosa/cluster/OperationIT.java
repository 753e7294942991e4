package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.FaultProxy;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestDatabase.Migrated;
import dev.prosa.testing.TestInstitution;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as an operator sees it, its database behind a {@link FaultProxy}. */
class OperationIT {

    /** What nobody may find in a log, each put wherever the service can get it from. */
    private static final String TEXT = "planted-text-7f3a";

    private static final String PHONE = "5511987654321";
    private static final String EMAIL = "planted@secret.example";
    private static final String PASSWORD = "planted-password-91c2";
    private static final String TOKEN = "plantedtoken5d1e";
    private static final List<String> PLANTED = List.of(TEXT, PHONE, EMAIL, PASSWORD, TOKEN);

    /** The database refuses some rows with words that quote them. */
    private static final String QUOTING =
            """
            create function quote() returns trigger language plpgsql as $$
            begin
                raise exception 'This will not do: %', new using errcode = 'check_violation';
            end $$;
            create trigger quote_contact before insert on contact for each row
                when (new.name = 'planted-text-7f3a as a name') execute function quote();
            create trigger quote_message before insert on message for each row
                when ((new.content).text = 'planted-text-7f3a nobody takes') execute function quote();""";

    private static final Set<String> KEYS =
            Set.of("timestamp", "level", "logger", "thread", "message", "mdc", "stackTrace");
    private static final Set<String> FIELDS =
            Set.of("traceId", "conversation", "department", "channel", "agent", "seq", "exception");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Migrated database;
    private static FaultProxy proxy;
    private static ServiceProcess service;

    private TestInstitution institution;
    private UUID sales;
    private UUID channel;
    private TestInstitution.Agent admin;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        proxy = FaultProxy.to(database.port());
        Map<String, String> talkative = Map.of("QUARKUS_LOG_CATEGORY__DEV_PROSA__LEVEL", "DEBUG");
        service = ServiceProcess.on(new Migrated(database.name(), proxy.port()), directory, talkative);
    }

    @AfterAll
    static void stop() {
        service.close();
        proxy.close();
    }

    @BeforeEach
    void anInstitution() {
        institution = TestInstitution.on(service.uri(), database);
        sales = institution.department("Sales");
        channel = institution.channel(sales);
        admin = institution.agent("Ada", "ADMIN", sales);
    }

    private int health(String which) {
        return new Client(service.uri(), null).get("/q/health/" + which).status();
    }

    @Test
    void node_withoutDatabase_isNotReady_andRecovers() {
        assertThat(health("ready")).isEqualTo(200);
        proxy.cut();
        await().atMost(Duration.ofSeconds(10)).until(() -> health("ready") == 503);
        assertThat(health("live")).isEqualTo(200);
        proxy.restore();
        await().atMost(Duration.ofSeconds(20)).until(() -> health("ready") == 200);
    }

    @Test
    void node_whoseDatabaseHangs_isNotReady_andRecovers() {
        proxy.freeze();
        long began = System.nanoTime();
        assertThat(health("ready")).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        assertThat(health("live")).isEqualTo(200);
        proxy.restore();
        await().atMost(Duration.ofSeconds(20)).until(() -> health("ready") == 200);
    }

    @Test
    void log_hasFixedKeys_andNoPersonalData() throws SQLException {
        String traceId = everythingThatCanGoWrong();
        List<JsonNode> lines = lines();
        assertThat(service.log()).doesNotContain(PLANTED);
        assertThat(keys(lines)).isSubsetOf(KEYS).contains("timestamp", "level", "logger", "thread", "message");
        assertThat(fields(lines)).isSubsetOf(FIELDS).contains("traceId", "exception", "channel", "agent");
        JsonNode fault = lines.stream()
                .filter(line -> line.at("/mdc/traceId").asText().equals(traceId))
                .findFirst()
                .orElseThrow();
        assertThat(fault.path("message").asText()).contains(traceId);
        assertThat(fault.at("/mdc/exception").asText()).isNotEmpty();
        assertThat(fault.path("stackTrace").asText()).contains("sqlState=23514", "\tat ");
    }

    /** @return the trace id of a fault inside */
    private String everythingThatCanGoWrong() throws SQLException {
        execute(QUOTING);
        writesThatAreTaken();
        writesThatAreNot();
        credentialsThatAreRefused();
        framesThatAreNotUnderstood();
        String traceId = aFault();
        whileTheDatabaseIsAway(proxy::cut);
        whileTheDatabaseIsAway(proxy::freeze);
        return traceId;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void writesThatAreTaken() {
        LiveClient live = LiveClient.connect(service.uri(), admin.http().bearer());
        live.subscribe(sales.toString()).awaits("caughtUp");
        String conversation =
                institution.writes(channel, PHONE, TEXT).path("conversationId").asText();
        admin.http()
                .post(
                        "/v1/conversations/" + conversation + "/messages",
                        Map.of("type", "text", "content", Map.of("text", TEXT)))
                .ok();
        admin.http().get("/v1/conversations?q=" + PHONE).ok();
        live.awaitsEvents(sales.toString(), 3);
        live.close();
    }

    private void writesThatAreNot() {
        String inbound = "/v1/channels/" + channel + "/inbound";
        for (String body : List.of(
                "{\"externalId\": \"" + TEXT,
                "{\"externalId\": \"" + TEXT + "\", \"from\": {\"phone\": \"" + PHONE + PHONE + "\"}}",
                "[\"" + TEXT + "\", {\"type\": \"" + TEXT + "\"}]",
                "\"" + TEXT + "\\u0000\"",
                TEXT)) institution.program().post(inbound, body);
        admin.http().get("/v1/conversations?q=%00" + PHONE);
        admin.http().get("/v1/conversations?cursor=" + TEXT + "&status=" + TEXT);
        admin.http().get("/v1/conversations/" + TEXT);
        Map<String, Object> agent = Map.of("name", TEXT, "email", EMAIL, "password", PASSWORD, "role", "AGENT");
        admin.http().post("/v1/agents", agent);
        admin.http().post("/v1/agents", agent);
        admin.http().post("/v1/contacts", Map.of("name", TEXT, "phone", PHONE, "email", EMAIL));
        admin.http().post("/v1/contacts", Map.of("name", TEXT, "phone", PHONE, "email", EMAIL));
    }

    private void credentialsThatAreRefused() {
        Client nobody = new Client(service.uri(), null);
        nobody.post("/v1/auth/login", Map.of("email", EMAIL, "password", PASSWORD));
        nobody.post("/v1/auth/login", Map.of("email", admin.email(), "password", PASSWORD));
        nobody.post("/v1/auth/login", "{\"email\": \"" + EMAIL + "\", \"password\": " + PASSWORD);
        for (String token :
                List.of(TOKEN, "prosa_sk_" + TOKEN, admin.http().bearer() + TOKEN, TOKEN + ".e30." + TOKEN)) {
            new Client(service.uri(), token).get("/v1/conversations");
            new Client(service.uri(), token).get("/v1/live");
        }
    }

    private void framesThatAreNotUnderstood() {
        LiveClient live = LiveClient.connect(service.uri(), admin.http().bearer());
        for (String frame : List.of(
                TEXT,
                "{\"type\": \"" + TEXT + "\"}",
                "{\"type\": \"renew\", \"token\": \"" + TOKEN + "\"}",
                "{\"type\": \"subscribe\", \"departmentId\": \"" + TEXT + "\"}")) {
            live.sendWrong(frame);
            live.awaits("error");
        }
        live.sendWrong("\"" + TEXT.repeat(1_000) + "\"");
        live.close();
    }

    private String aFault() {
        breaks("/v1/channels/" + channel + "/inbound", TestInstitution.text("1", PHONE, TEXT + " nobody takes"));
        return breaks("/v1/contacts", Map.of("name", TEXT + " as a name", "phone", institution.phone()));
    }

    /** The other client takes no 500 for an answer. */
    private String breaks(String path, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(service.uri().resolve(path))
                    .header("Authorization", "Bearer " + admin.http().bearer())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
            return JSON.readTree(answer.body()).path("traceId").asText();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void whileTheDatabaseIsAway(Runnable goes) {
        LiveClient live = LiveClient.connect(service.uri(), admin.http().bearer());
        live.subscribe(sales.toString()).awaits("caughtUp");
        Client program = institution.program();
        goes.run();
        List<CompletableFuture<Client.Answer>> asked = Stream.of(
                        program.send(
                                "POST", "/v1/channels/" + channel + "/inbound", TestInstitution.text("2", PHONE, TEXT)),
                        admin.http().send("GET", "/v1/conversations?q=" + PHONE, null),
                        new Client(service.uri(), null)
                                .send("POST", "/v1/auth/login", Map.of("email", EMAIL, "password", PASSWORD)))
                .toList();
        live.subscribe("triage");
        await().atMost(Duration.ofSeconds(20)).until(() -> health("ready") == 503);
        await("the feed to be missed").atMost(Duration.ofSeconds(20)).until(() -> service.log()
                .contains("cannot be polled"));
        proxy.restore();
        asked.forEach(CompletableFuture::join);
        await().atMost(Duration.ofSeconds(20)).until(() -> health("ready") == 200);
        live.close();
    }

    private static List<JsonNode> lines() {
        return service.log()
                .lines()
                .filter(line -> !line.isBlank())
                .map(OperationIT::parsed)
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static Set<String> keys(List<JsonNode> lines) {
        Set<String> keys = new TreeSet<>();
        lines.forEach(line -> line.fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    private static Set<String> fields(List<JsonNode> lines) {
        return keys(lines.stream().map(line -> line.path("mdc")).toList());
    }
}
