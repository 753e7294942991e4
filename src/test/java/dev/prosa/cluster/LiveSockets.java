package dev.prosa.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

/** How sockets for live push are opened by the thousand. */
final class LiveSockets {

    private static final int LONGEST_FRAME = 1 << 20;

    private final WebSocketClient client;
    private final int port;

    LiveSockets(Vertx vertx, int port) {
        this(vertx, port, new WebSocketClientOptions());
    }

    LiveSockets(Vertx vertx, int port, WebSocketClientOptions options) {
        this.port = port;
        this.client = vertx.createWebSocketClient(options.setMaxConnections(Integer.MAX_VALUE)
                .setMaxFrameSize(LONGEST_FRAME)
                .setMaxMessageSize(LONGEST_FRAME));
    }

    ClientWebSocket socket() {
        return client.webSocket();
    }

    WebSocketConnectOptions with(String bearer) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setHost("127.0.0.1").setPort(port).setURI("/v1/live");
        return options.addSubProtocol("prosa.v1").addHeader("Authorization", "Bearer " + bearer);
    }
}
