package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase.Migrated;
import dev.prosa.testing.TestInstitution;
import dev.prosa.testing.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes whose database crashes, stops, and is not the one that it was when it is back. */
class DatabaseIT {

    @TempDir
    static Path directory;

    private static TestPostgres server;
    private static Migrated database;
    private static ServiceProcess one;
    private static ServiceProcess other;

    private TestInstitution institution;
    private UUID sales;
    private UUID channel;
    private String admin;

    @BeforeAll
    static void start() {
        server = TestPostgres.in(directory);
        database = server.fresh("prosa");
        CompletableFuture<ServiceProcess> starting =
                CompletableFuture.supplyAsync(() -> ServiceProcess.on(database, directory));
        one = ServiceProcess.on(database, directory);
        other = starting.join();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        server.close();
    }

    @BeforeEach
    void anInstitution() {
        institution = TestInstitution.on(one.uri(), database);
        sales = institution.department("Sales");
        channel = institution.channel(sales);
        admin = institution.agent("Ada", "ADMIN").http().bearer();
    }

    private long head() {
        return institution.query("select seq from feed where id = ?", sales);
    }

    private String epoch() {
        return institution.query("select epoch from feed where id = ?", sales).toString();
    }

    private void write(int messages) {
        for (int i = 0; i < messages; i++) institution.writes(channel, institution.phone(), "hello");
    }

    // --- it crashes, and stops, under load

    @Test
    void acknowledged_throughACrashAndARestart_arrivesOnce() {
        List<ResumingClient> staying = clients();
        List<ResumingClient> leaving = clients();
        List<LightLoad> contacts = Stream.of(one, other)
                .map(node -> LightLoad.of(institution.program().at(node.uri()), channel, institution.phone()))
                .toList();
        contacts.forEach(contact -> contact.awaitMore(50));

        server.crash();
        leaving.forEach(ResumingClient::leaves);
        server.start();
        contacts.forEach(contact -> contact.awaitMore(50));
        leaving.get(0).reconnectTo(other.uri());
        leaving.get(1).reconnectTo(one.uri());
        server.close();
        server.start();
        contacts.forEach(contact -> contact.awaitMore(50));

        List<String> sent =
                contacts.stream().flatMap(contact -> contact.stop().stream()).toList();
        long head = head();
        Stream.of(staying, leaving)
                .flatMap(List::stream)
                .forEach(client -> assertAllReceived(client.received(head), head, sent));
    }

    private List<ResumingClient> clients() {
        return Stream.of(one, other)
                .map(node -> ResumingClient.of(node.uri(), admin, sales.toString()))
                .toList();
    }

    private static void assertAllReceived(List<JsonNode> events, long head, List<String> sent) {
        assertThat(events.stream().map(event -> event.path("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList());
        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().equals("message.created"))
                        .map(event -> event.path("data")
                                .path("message")
                                .path("content")
                                .asText()))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    // --- it comes back as another

    @Test
    void olderBackup_restored_resyncsEveryClient() {
        write(3);
        Path backup = server.backup();
        write(5);
        String before = epoch();
        long seen = head();
        List<LiveClient> connected = watchers(sales);
        List<LiveClient> ofADepartmentOfLater = watchers(institution.department("Later"));

        server.close();
        server.startOn(TestPostgres.signalled(backup, "recovery"));

        connected.forEach(client -> assertThat(resynced(client)).isNotEqualTo(before));
        ofADepartmentOfLater.forEach(client -> client.awaits("unsubscribed"));
        assertThat(head()).isLessThan(seen);
        assertResyncOfWhoComesBack(seen, before);
        write(8);
        assertThat(head()).isGreaterThan(seen);
        assertResyncOfWhoComesBack(seen, before);
        connected.forEach(this::assertReceivesMore);
    }

    @Test
    void dataDirectory_copiedInPlace_isNoticedOnceANodeIsNotified() {
        write(3);
        server.close();
        Path copy = server.copyOfStopped();
        server.start();
        String before = epoch();
        write(5);
        long seen = head();
        server.close();
        server.startOn(copy);
        write(8);
        assertThat(epoch()).as("nothing tells them apart").isEqualTo(before);
        List<LiveClient> connected = watchers(sales);

        try (ServiceProcess renewed = ServiceProcess.on(database, directory, Map.of("PROSA_NEW_EPOCH", "true"))) {
            connected.forEach(client -> assertThat(resynced(client)).isNotEqualTo(before));
            assertResyncOfWhoComesBack(seen, before);
            assertThat(renewed.log()).contains("begin a new history");
        }
        connected.forEach(this::assertReceivesMore);
    }

    private List<LiveClient> watchers(UUID department) {
        return nodes().map(node -> watching(node, department)).toList();
    }

    private static Stream<URI> nodes() {
        return Stream.of(one, other).map(ServiceProcess::uri);
    }

    private LiveClient watching(URI node, UUID department) {
        LiveClient client = LiveClient.connect(node, admin).subscribe(department.toString());
        client.awaits("caughtUp");
        return client;
    }

    /** The epoch of its {@code resync}. */
    private String resynced(LiveClient client) {
        JsonNode resync = client.awaits("resync", sales.toString());
        assertThat(resync.path("reason").asText()).isEqualTo("epoch");
        return resync.path("epoch").asText();
    }

    private void assertResyncOfWhoComesBack(long after, String epoch) {
        nodes().forEach(node -> {
            try (LiveClient client = LiveClient.connect(node, admin).subscribe(sales.toString(), after, epoch)) {
                assertThat(resynced(client)).isEqualTo(epoch());
                client.awaits("caughtUp", sales.toString());
            }
        });
    }

    private void assertReceivesMore(LiveClient client) {
        write(1);
        client.awaitsEvents(sales.toString(), head());
        client.close();
    }
}
