package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.access.TestTokens;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.ImpatientProfile;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Bounds that take a service with other settings: a client that never reads, too many sockets. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ImpatientProfile.class)
class LiveBoundsTest {

    private static final int EVENTS = 300;

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String jdbcUrl;

    @Inject
    LiveConnections connections;

    @Inject
    TestTokens tokens;

    @Test
    void aClientThatNeverReadsIsGoneAfterTheTimeoutsAndOthersGetEverything() throws IOException, SQLException {
        await().until(() -> connections.size() == 0);
        try (FeedWriter database = new FeedWriter(DriverManager.getConnection(jdbcUrl, "postgres", "postgres"))) {
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
    void oneSocketOrSubscriptionTooManyIsRefused() throws SQLException {
        try (FeedWriter database = new FeedWriter(DriverManager.getConnection(jdbcUrl, "postgres", "postgres"))) {
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

    private java.net.Socket slow(String token, UUID department) throws IOException {
        java.net.Socket socket = new java.net.Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("localhost", base.getPort()));
        String upgrade = String.join(
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
        socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
        await().until(() -> socket.getInputStream().available() > 12);
        socket.getOutputStream().write(text("{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\"}"));
        return socket;
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
