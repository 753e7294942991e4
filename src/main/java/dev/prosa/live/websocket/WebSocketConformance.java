package dev.prosa.live.websocket;

import dev.prosa.live.LiveConfig;
import dev.prosa.live.TcpConnection;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds all WebSockets to RFC 6455 where Vert.x does not: text is UTF-8, fragments together stay within the limit, and
 * a client that violates the protocol gets the close code for it.
 */
@Singleton
final class WebSocketConformance implements HttpUpgradeCheck, HttpServerOptionsCustomizer {

    /** The name that Vert.x gives its own handler, the last one. */
    private static final String VERTX = "handler";

    private final int maxMessageSize;
    private final LiveConfig config;

    WebSocketConformance(
            @ConfigProperty(name = "quarkus.websockets-next.server.max-message-size") int maxMessageSize,
            LiveConfig config) {
        this.maxMessageSize = maxMessageSize;
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        refuseReservedBits(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        refuseReservedBits(options);
    }

    /**
     * Vert.x accepts reserved bits for an old compression even if it was not negotiated, and Quarkus has no setting
     * for it.
     */
    private static void refuseReservedBits(HttpServerOptions options) {
        options.setPerFrameWebSocketCompressionSupported(false);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
        TcpConnection.of(upgrade).ifPresent(channel -> guard(channel.pipeline()));
        return CheckResult.permitUpgrade();
    }

    /**
     * Adds the handlers once: after a refused upgrade the client may ask for another one on the same connection. HTTP
     * passes through them unchanged. A connection that has ended meanwhile has no pipeline left.
     */
    void guard(ChannelPipeline pipeline) {
        if (pipeline.get(VERTX) == null || pipeline.get(ClosingHandshake.class) != null) return;
        pipeline.addBefore(VERTX, null, new FrameRateLimit(config.framesPerSecond(), config.requestQueueSize()));
        pipeline.addBefore(VERTX, null, new Utf8FrameValidator(false));
        pipeline.addBefore(VERTX, null, new WebSocketFrameAggregator(maxMessageSize));
        pipeline.addBefore(VERTX, null, new ClosingHandshake(config.closeTimeout()));
    }
}
