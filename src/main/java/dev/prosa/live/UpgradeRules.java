package dev.prosa.live;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** Who may open a socket: a client that speaks the protocol (else 400), from an origin that is allowed (else 403). */
@Singleton
final class UpgradeRules implements HttpUpgradeCheck {

    private static final String PROTOCOL = "prosa.v1";

    private final AllowedOrigins origins;

    UpgradeRules(LiveConfig config) {
        this.origins = new AllowedOrigins(config.allowedOrigins().orElseGet(List::of));
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        if (!origins.allow(request.getHeader("Origin"), request.getHeader("Host")))
            return CheckResult.rejectUpgrade(403);
        if (!offersProtocol(request)) return CheckResult.rejectUpgrade(400);
        TcpConnection.remember(context);
        return CheckResult.permitUpgrade();
    }

    private static boolean offersProtocol(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(offered -> offered.strip().equals(PROTOCOL));
    }
}
