package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.Nginx;
import dev.prosa.testing.SseClient;
import dev.prosa.testing.TestInstitution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind nginx as the compose file starts them: events reach every socket from every endpoint, also while a node dies. */
class TopologyIT {

    @TempDir
    static Path directory;

    private static Topology topology;
    private static TestInstitution institution;

    private UUID sales;
    private UUID channel;
    private TestInstitution.Agent ana;
    private KafkaAdapter kafka;

    @BeforeAll
    static void startIt() throws IOException {
        assumeTrue(Nginx.isInstalled(), "skipped: there is no nginx here, such as Debian's nginx-light");
        topology = Topology.in(directory);
        institution = TestInstitution.on(topology.nginx().uri(), topology.database());
    }

    @AfterAll
    static void stopIt() {
        if (topology != null) topology.close();
    }

    @BeforeEach
    void employAna() {
        sales = institution.department("Sales");
        channel = institution.channel(sales);
        ana = institution.agent("Ana", "AGENT", sales);
        kafka = new KafkaAdapter(topology.topics(), institution, channel);
    }

    @Test
    void configuredAdmin_signsIn_throughNginx() {
        Map<String, String> login = Map.of("email", Topology.ADMIN, "password", Topology.PASSWORD);

        assertThat(new Client(topology.nginx().uri(), null)
                        .post("/v1/auth/login", login)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void event_fromAnyEntryPoint_reachesSocketsOfEveryNode() {
        List<LiveClient> sockets = everywhere().map(this::watching).toList();

        List<String> sent = Stream.concat(
                        everywhere().flatMap(this::sentThroughEachEndpointOf), kafka.sends("once", 10))
                .toList();
        kafka.awaitsConsumption();

        for (LiveClient socket : sockets) {
            assertThat(textsOf(socket.awaitsEvents(sales.toString(), head())))
                    .containsExactlyInAnyOrderElementsOf(sent);
            socket.close();
        }
    }

    @Test
    void nodeKilledUnderLoad_andRestarted_losesNothing() {
        Client adapter = institution.program();
        List<ResumingClient> clients = Stream.concat(everywhere(), everywhere())
                .map(where -> ResumingClient.of(where, ana.http().bearer(), sales.toString()))
                .toList();
        List<LightLoad> contacts = Stream.of(institution.phone(), institution.phone())
                .map(phone -> LightLoad.of(adapter, channel, phone))
                .toList();
        contacts.forEach(contact -> contact.awaitMore(50));
        Stream<String> before = kafka.sends("before", 50);

        topology.one().kill();
        Stream<String> meanwhile = kafka.sends("meanwhile", 50);
        clients.get(0).awaitsLoss();
        contacts.forEach(contact -> contact.awaitMore(50));
        reconnect(clients);
        topology.one().start();
        Stream<String> afterwards = kafka.sends("afterwards", 50);
        contacts.forEach(contact -> contact.awaitMore(50));

        List<String> sent = Stream.of(before, meanwhile, afterwards)
                .flatMap(texts -> texts)
                .collect(Collectors.toCollection(ArrayList::new));
        contacts.forEach(contact -> sent.addAll(contact.stop()));
        kafka.awaitsConsumption();
        long head = head();
        reconnect(clients);
        for (ResumingClient client : clients) {
            List<JsonNode> received = client.received(head);
            assertThat(received.stream().map(event -> event.path("seq").asLong()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, head).boxed().toList());
            assertThat(textsOf(received)).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void nodeShuttingDown_tellsClientsToReconnect_andRefusesNewOnes() {
        URI node = topology.other().uri();
        String bearer = ana.http().bearer();
        LiveClient client = watching(node);
        SseClient stream = SseClient.open(node, bearer, sales.toString(), null);
        stream.awaits("caughtUp");

        CompletableFuture<Void> end = CompletableFuture.runAsync(topology.other()::close);

        assertThat(client.awaitsClose()).isEqualTo(1001);
        assertThat(client.closeReason()).matches("reconnect after \\d+ ms");
        stream.awaitsEnd();
        assertThat(stream.retry()).isBetween(0L, 5_000L);
        assertThatThrownBy(() -> LiveClient.connect(node, bearer))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, TopologyIT::isUnavailable);
        assertThat(SseClient.ask(node, bearer, sales.toString(), null).statusCode())
                .isEqualTo(503);
        end.join();
        topology.other().start();
    }

    private static void isUnavailable(WebSocketHandshakeException refused) {
        assertThat(refused.getResponse().statusCode()).isEqualTo(503);
        assertThat(refused.getResponse().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void failedLogins_throughNginx_areCountedByClientAddress() {
        // each node counts for itself, and lets 10 pass
        List<Integer> answers = IntStream.rangeClosed(1, 21)
                .mapToObj(attempt -> loginFrom("127.0.0.2"))
                .toList();

        assertThat(answers).startsWith(401).contains(429).hasSize(21);
        assertThat(loginFrom("127.0.0.3")).isEqualTo(401);
    }

    @Test
    void healthCheck_ofTheImages_passesForAReadyNodeOnly() throws Exception {
        assertThat(healthOf(topology.one().uri().getPort())).isZero();
        assertThat(healthOf(1)).isNotZero();
    }

    private static Stream<URI> everywhere() {
        return Stream.of(
                topology.one().uri(), topology.other().uri(), topology.nginx().uri());
    }

    private LiveClient watching(URI where) {
        LiveClient socket = LiveClient.connect(where, ana.http().bearer()).subscribe(sales.toString());
        socket.awaits("caughtUp", sales.toString());
        return socket;
    }

    /** The texts of the messages, all acknowledged. */
    private Stream<String> sentThroughEachEndpointOf(URI where) {
        Client adapter = institution.program().at(where);
        String phone = institution.phone();
        adapter.post(
                        "/v1/channels/" + channel + "/inbound",
                        TestInstitution.text("inbound " + where, phone, "inbound " + where))
                .ok();
        Map<String, Object> simulated = TestInstitution.text("-", phone, "simulated " + where);
        simulated.put("channelId", channel);
        simulated.put("from", phone);
        adapter.post("/v1/sandbox/simulate/incoming", simulated).ok();
        adapter.post("/v1/channels/" + channel + "/messages/text", Map.of("to", phone, "text", "sent " + where))
                .ok();
        return Stream.of("inbound " + where, "simulated " + where, "sent " + where);
    }

    /** By hand, since a client of the platform does not choose its address. */
    private int loginFrom(String address) {
        URI to = topology.nginx().uri();
        try (Socket socket = new Socket(to.getHost(), to.getPort(), InetAddress.getByName(address), 0)) {
            String body = "{\"email\":\"%s\",\"password\":\"wrong\"}".formatted(ana.email());
            String request = "POST /v1/auth/login HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(
                    new Scanner(socket.getInputStream()).nextLine().split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int healthOf(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder("bash", "src/main/docker/healthcheck.sh");
        check.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return check.start().waitFor();
    }

    private static void reconnect(List<ResumingClient> clients) {
        clients.stream()
                .filter(ResumingClient::isLost)
                .forEach(client -> client.reconnectTo(topology.nginx().uri()));
    }

    private long head() {
        return ana.http()
                .get("/v1/conversations?departmentId=" + sales)
                .ok()
                .body()
                .path("feed")
                .path("seq")
                .asLong();
    }

    private static List<String> textsOf(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("message.created"))
                .map(event -> event.path("data").path("message").path("content").asText())
                .toList();
    }
}
