package dev.prosa.live.websocket;

import dev.prosa.live.CloseCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Ends the stream of a client that sends too many frames a second. Fragments and pings count too.
 */
final class FrameRateLimit extends ChannelInboundHandlerAdapter {

    private static final WebSocketCloseStatus TOO_MANY =
            new WebSocketCloseStatus(CloseCode.INVALID_FRAMES.code(), "too many frames");

    private final Bucket bucket;

    /** @param burst how many may come at once */
    FrameRateLimit(int perSecond, int burst) {
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame) || bucket.tryConsume(1)) {
            ctx.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            ctx.fireExceptionCaught(new CorruptedWebSocketFrameException(TOO_MANY, TOO_MANY.reasonText()));
        }
    }
}
