package dev.prosa.live.websocket;

import dev.prosa.live.LiveConfig;
import dev.prosa.live.LiveConnections;
import dev.prosa.live.TcpConnection;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Who may open a socket: a client that offers the subprotocol (else 400), from an allowed origin (else 403), while this
 * node does not shut down (else 503).
 */
@Singleton
final class UpgradeRules implements HttpUpgradeCheck {

    private static final String PROTOCOL = "prosa.v1";

    private static final UserData.TypedKey<String> ADDRESS = new UserData.TypedKey<>("prosa.address");

    private final AllowedOrigins origins;
    private final LiveConnections connections;

    UpgradeRules(LiveConfig config, LiveConnections connections) {
        this.connections = connections;
        this.origins = new AllowedOrigins(config.allowedOrigins().orElseGet(List::of));
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        if (!origins.allow(request.getHeader("Origin"), request.getHeader("Host")))
            return CheckResult.rejectUpgrade(403);
        if (!offersProtocol(request)) return CheckResult.rejectUpgrade(400);
        if (connections.isDraining()) return CheckResult.rejectUpgrade(503, Map.of("Retry-After", List.of("1")));
        TcpConnection.remember(context);
        context.userData().put(ADDRESS, String.valueOf(request.remoteAddress().hostAddress()));
        return CheckResult.permitUpgrade();
    }

    /** The client's IP address, as the upgrade request had it. */
    static String addressOf(WebSocketConnection socket) {
        return socket.userData().get(ADDRESS);
    }

    private static boolean offersProtocol(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(offered -> offered.strip().equals(PROTOCOL));
    }
}
