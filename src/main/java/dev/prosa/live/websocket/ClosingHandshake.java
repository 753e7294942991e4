package dev.prosa.live.websocket;

import dev.prosa.live.TcpConnection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The closing handshake of one socket whose client closes it or breaks the protocol.
 *
 * <p>Vert.x ends a stream that breaks the protocol without a close frame. This handler passes a close frame with the
 * fitting code to Vert.x, as if the client had sent it. Vert.x answers with the same code behind what it has begun to
 * write, and writes no more. Then the client must end the connection: if this side closed it with input unread, the
 * kernel would reset it, and the client might never read the code. A client that does not end it in time is dropped.
 */
final class ClosingHandshake extends ChannelDuplexHandler {

    private final Duration timeout;
    private boolean violated;
    private boolean leaving;

    ClosingHandshake(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (violated) ReferenceCountUtil.release(message);
        else passOn(ctx, message);
    }

    private void passOn(ChannelHandlerContext ctx, Object message) {
        if (message instanceof CloseWebSocketFrame) dropInTime(ctx.channel());
        ctx.fireChannelRead(message);
    }

    private void dropInTime(Channel channel) {
        Future<?> drop = channel.eventLoop().schedule(() -> drop(channel), timeout.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> drop.cancel(false));
    }

    private void drop(Channel channel) {
        leaving = true;
        TcpConnection.drop(channel);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // the client has left in the middle of a message: the close of the channel follows
        if (cause instanceof PrematureChannelClosureException) return;
        Optional<WebSocketCloseStatus> status = closeStatus(cause);
        if (status.isEmpty()) {
            ctx.fireExceptionCaught(cause);
        } else if (!violated) {
            violated = true;
            passOn(ctx, new CloseWebSocketFrame(status.get()));
        }
    }

    private static Optional<WebSocketCloseStatus> closeStatus(Throwable cause) {
        if (cause instanceof TooLongFrameException) return Optional.of(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        return cause instanceof CorruptedWebSocketFrameException corrupted
                ? Optional.of(corrupted.closeStatus())
                : Optional.empty();
    }

    /** Vert.x has written its close frame. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (violated && !leaving && ctx.channel() instanceof DuplexChannel connection) {
            leaving = true;
            connection.shutdownOutput();
            connection.closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            ctx.close(promise);
        }
    }
}
