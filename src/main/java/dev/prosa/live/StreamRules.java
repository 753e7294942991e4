package dev.prosa.live;

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
 * Holds the streams of all sockets to RFC 6455 where Vert.x does not: text is UTF-8, fragments become one message within
 * the limit, and who breaks the rules is told so by a close code.
 */
@Singleton
final class StreamRules implements HttpUpgradeCheck, HttpServerOptionsCustomizer {

    /** The name that Vert.x gives its own handler, the last one. */
    private static final String VERTX = "handler";

    private final int longestMessage;
    private final LiveConfig config;

    StreamRules(
            @ConfigProperty(name = "quarkus.websockets-next.server.max-message-size") int longestMessage,
            LiveConfig config) {
        this.longestMessage = longestMessage;
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

    /** Vert.x lets them pass for an old kind of compression, agreed on or not, for which Quarkus has no setting. */
    private static void refuseReservedBits(HttpServerOptions options) {
        options.setPerFrameWebSocketCompressionSupported(false);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
        TcpConnection.of(upgrade).ifPresent(channel -> guard(channel.pipeline()));
        return CheckResult.permitUpgrade();
    }

    /**
     * Once: on a connection whose upgrade is refused another may be asked for. HTTP passes through untouched. One that has
     * ended meanwhile has nothing left to guard.
     */
    void guard(ChannelPipeline pipeline) {
        if (pipeline.get(VERTX) == null || pipeline.get(StreamEnd.class) != null) return;
        pipeline.addBefore(VERTX, null, new FrameRate(config.framesPerSecond(), config.inboxFrames()));
        pipeline.addBefore(VERTX, null, new Utf8FrameValidator(false));
        pipeline.addBefore(VERTX, null, new WebSocketFrameAggregator(longestMessage));
        pipeline.addBefore(VERTX, null, new StreamEnd(config.closeTimeout()));
    }
}
