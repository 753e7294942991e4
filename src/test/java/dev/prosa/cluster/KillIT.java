package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestInstitution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service on its embedded database, killed while messages come in, and started again. */
class KillIT {

    private static final int WRITERS = 8;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

    @TempDir
    Path directory;

    private ServiceProcess service;
    private Client admin;
    private String sales;
    private String channel;

    /** What was sent, by external id, and which of it was acknowledged with which ids. */
    private final Queue<Map<String, Object>> sent = new ConcurrentLinkedQueue<>();

    private final Map<String, JsonNode> acknowledged = new ConcurrentHashMap<>();

    @BeforeEach
    void startWithDemoData() {
        service = ServiceProcess.embedded(directory);
        assertLogNamesTheAddress();
        logIn();
        sales = idOf("/v1/departments", "Sales");
        channel = channelOf(sales);
    }

    private void assertLogNamesTheAddress() {
        assertThat(service.log())
                .containsPattern("INFO .*Made the institution Demo: try it at http://localhost:")
                .doesNotContain("{\"timestamp\"");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void acknowledged_afterTheServiceWasKilled_isThereOnce() {
        killUnderLoad(service::kill);
    }

    @Test
    void acknowledged_afterServiceAndDatabaseKilled_isThereOnce() {
        killUnderLoad(() -> {
            service.killDatabase();
            service.kill();
        });
    }

    private void killUnderLoad(Runnable kill) {
        LiveClient before = LiveClient.connect(service.uri(), admin.bearer());
        String epoch =
                before.subscribe(sales).awaits("subscribed").path("epoch").asText();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(writer, goOn)))
                .toList();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_KILL);

        kill.run();
        goOn.set(false);
        writers.forEach(CompletableFuture::join);
        List<JsonNode> seen = before.events(sales);
        service.start();
        logIn();
        Map<String, JsonNode> firstAnswers = Map.copyOf(acknowledged);
        sent.forEach(this::send);

        firstAnswers.forEach((id, answer) -> assertThat(acknowledged.get(id).path("messageId"))
                .as("what was acknowledged is found again by its repeat")
                .isEqualTo(answer.path("messageId")));
        assertThat(acknowledged.keySet()).hasSameSizeAs(sent);
        long head = head();
        LiveClient after = LiveClient.connect(service.uri(), admin.bearer());
        after.subscribe(sales, seen.size(), epoch);
        List<JsonNode> rest = after.awaitsEvents(sales, head);
        assertThat(Stream.concat(seen.stream(), rest.stream())
                        .map(e -> e.path("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList());
        assertThat(messagesIn(Stream.concat(seen.stream(), rest.stream()).toList()))
                .as("every message is told once")
                .hasSameSizeAs(sent)
                .containsAll(acknowledged.values().stream()
                        .map(answer -> answer.path("messageId").asText())
                        .toList());
        after.close();
    }

    private void write(int writer, AtomicBoolean goOn) {
        AtomicInteger number = new AtomicInteger();
        while (goOn.get() && number.get() < 5000) {
            String id = writer + "-" + number.incrementAndGet();
            Map<String, Object> message = TestInstitution.text(id, "551190000000" + writer, "message " + id);
            sent.add(message);
            if (!send(message)) return;
        }
    }

    /** Whether it was acknowledged. */
    private boolean send(Map<String, Object> message) {
        try {
            JsonNode answer = admin.post("/v1/channels/" + channel + "/inbound", message)
                    .ok()
                    .data()
                    .get(0);
            acknowledged.put((String) message.get("externalId"), answer);
            return true;
        } catch (RuntimeException connectionLost) {
            return false;
        }
    }

    private long head() {
        return admin.get("/v1/conversations?departmentId=" + sales)
                .ok()
                .body()
                .path("feed")
                .path("seq")
                .asLong();
    }

    private static Set<String> messagesIn(List<JsonNode> events) {
        Set<String> messages = new HashSet<>();
        for (JsonNode event : events) {
            if (!event.path("type").asText().equals("message.created")) continue;
            assertThat(messages.add(
                            event.path("data").path("message").path("id").asText()))
                    .isTrue();
        }
        return messages;
    }

    private void logIn() {
        Map<String, String> login = Map.of("email", "admin@demo.prosa", "password", "prosa-demo");
        JsonNode session = new Client(service.uri(), null)
                .post("/v1/auth/login", login)
                .ok()
                .data();
        admin = new Client(service.uri(), session.path("token").asText());
    }

    private String idOf(String list, String name) {
        return find(list, "name", name);
    }

    private String channelOf(String department) {
        return find("/v1/channels", "departmentId", department);
    }

    private String find(String list, String field, String value) {
        return StreamSupport.stream(admin.get(list).ok().data().spliterator(), false)
                .filter(entry -> entry.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }
}
