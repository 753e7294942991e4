package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.access.TestTokens;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.SmallDemoProfile;
import dev.prosa.testing.SseClient;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounds that need a service with other settings: a client that never reads, too many sockets. */
@QuarkusTest
@TestProfile(SmallDemoProfile.class)
class LiveBoundsIT {

    private static final int EVENTS = 300;

    @TestHTTPResource("/")
    URI base;

    @Inject
    LiveConnections connections;

    @Inject
    Hubs hubs;

    @Inject
    TestTokens tokens;

    @Test
    void stalledClient_isDropped_othersGetEverything() throws IOException, SQLException {
        await().until(() -> connections.size() == 0);
        try (FeedWriter database = new FeedWriter(TestDatabase.ofTheService().connect())) {
            UUID institution = database.institution();
            UUID sales = database.department(institution, "Sales");
            String token = tokens.of(institution, database.agent(institution, "ADMIN"));
            try (LiveClient other = LiveClient.connect(base, token).subscribe(sales.toString());
                    java.net.Socket slow = slow(token, sales)) {
                other.awaits("caughtUp");
                await().until(() -> connections.size() == 2);
                String large = "\"" + "x".repeat(60_000) + "\"";
                for (int i = 0; i < EVENTS; i++) database.append(institution, sales, 1, large);
                await().atMost(Duration.ofSeconds(20)).until(() -> connections.size() == 1);
                assertThat(other.awaitsEvents(sales.toString(), EVENTS)).hasSize(EVENTS);
                assertThat(slow.isClosed()).isFalse();
            }
        }
    }

    @Test
    void connectionsOfOneCaller_oneTooMany_isRefused() throws SQLException {
        try (FeedWriter database = new FeedWriter(TestDatabase.ofTheService().connect())) {
            UUID institution = database.institution();
            String sales = database.department(institution, "Sales").toString();
            String support = database.department(institution, "Support").toString();
            String token = tokens.of(institution, database.agent(institution, "ADMIN"));
            try (LiveClient one = LiveClient.connect(base, token);
                    LiveClient two = LiveClient.connect(base, token);
                    LiveClient three = LiveClient.connect(base, token)) {
                two.awaits("hello");
                three.awaits("hello");
                assertThat(LiveClient.connect(base, token).awaitsClose()).isEqualTo(4429);
                one.subscribe("triage").subscribe(sales).subscribe(support);
                assertThat(one.awaits("error", support).path("code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
                one.unsubscribe("triage").subscribe(support).awaits("caughtUp", support);
            }
        }
    }

    @Test
    void connectionsOfOneAddress_oneTooMany_isRefused() throws SQLException, IOException {
        await().until(() -> connections.size() == 0);
        try (FeedWriter database = new FeedWriter(TestDatabase.ofTheService().connect())) {
            UUID institution = database.institution();
            List<LiveClient> six = IntStream.range(0, 6)
                    .mapToObj(i -> LiveClient.connect(base, anybody(database, institution)))
                    .toList();
            six.forEach(client -> client.awaits("hello"));
            String seventh = anybody(database, institution);

            assertThat(LiveClient.connect(base, seventh).awaitsClose()).isEqualTo(4429);
            await().until(() -> connections.size() == 6);
            assertThat(SseClient.ask(base, seventh, "triage", null).statusCode())
                    .isEqualTo(429);
            assertThat(upgradeFrom("127.0.0.2", seventh)).contains(" 101 ");
            six.get(0).abort();
            await().until(() -> SseClient.ask(base, seventh, "triage", null).statusCode() == 200);
            six.forEach(LiveClient::abort);
        }
    }

    private String anybody(FeedWriter database, UUID institution) {
        return tokens.of(institution, database.agent(institution, "ADMIN"));
    }

    private String upgradeFrom(String address, String token) throws IOException {
        try (java.net.Socket socket =
                new java.net.Socket("127.0.0.1", base.getPort(), InetAddress.getByName(address), 0)) {
            socket.getOutputStream().write(upgrade(token).getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void hub_withoutWatchers_staysOpenForAWhile() throws SQLException {
        try (FeedWriter database = new FeedWriter(TestDatabase.ofTheService().connect())) {
            UUID institution = database.institution();
            String sales = database.department(institution, "Sales").toString();
            String token = anybody(database, institution);
            await().until(() -> hubs.size() == 0);
            LiveClient first = LiveClient.connect(base, token).subscribe(sales);
            String epoch = first.awaits("subscribed").path("epoch").asText();
            first.abort();
            await().until(() -> connections.size() == 0);
            assertThat(hubs.size()).isEqualTo(1);
            database.append(institution, UUID.fromString(sales), 3, "{}");
            try (LiveClient second = LiveClient.connect(base, token).subscribe(sales, 0, epoch)) {
                second.awaitsEvents(sales, 3);
            }
            await().until(() -> hubs.size() == 0);
        }
    }

    private java.net.Socket slow(String token, UUID department) throws IOException {
        java.net.Socket socket = new java.net.Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("localhost", base.getPort()));
        socket.getOutputStream().write(upgrade(token).getBytes(StandardCharsets.US_ASCII));
        await().until(() -> socket.getInputStream().available() > 12);
        socket.getOutputStream().write(text("{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\"}"));
        return socket;
    }

    private String upgrade(String token) {
        return String.join(
                "\r\n",
                "GET /v1/live HTTP/1.1",
                "Host: localhost:" + base.getPort(),
                "Authorization: Bearer " + token,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: prosa.v1",
                "",
                "");
    }

    /** A text frame of fewer than 126 bytes, masked with zeros. */
    private static byte[] text(String message) {
        byte[] payload = message.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
