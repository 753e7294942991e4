package dev.prosa.live;

import static org.awaitility.Awaitility.await;

import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.Together;
import dev.prosa.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Clients that are gone before they are greeted. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class VanishingClientsTest {

    private static final int CLIENTS = 300;
    private static final int AT_ONCE = 16;

    @TestHTTPResource("/")
    URI base;

    @Inject
    LiveConnections connections;

    @Test
    void whoIsGoneWhileItsSocketOpensIsNotKept() {
        int before = connections.size();
        String bearer = World.on(base, TestDatabase.ofTheService()).program().bearer();

        Together.forEach(CLIENTS, AT_ONCE, i -> asksAndVanishes(bearer, i));

        await("no socket to be kept").until(() -> connections.size() == before);
    }

    /** Each a little later than the one before, so that some vanish at every moment of the upgrade. */
    private void asksAndVanishes(String bearer, int number) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(1 + number % 20);
            socket.getOutputStream().write(upgrade(bearer).getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        } catch (SocketTimeoutException vanishes) {
            // it was not answered yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String upgrade(String bearer) {
        return String.join(
                "\r\n",
                "GET /v1/live HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Protocol: prosa.v1",
                "Authorization: Bearer " + bearer,
                "",
                "");
    }
}
