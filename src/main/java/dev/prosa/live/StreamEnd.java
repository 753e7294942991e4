package dev.prosa.live;

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
 * How the stream of one socket ends when its client ends it, or breaks it.
 *
 * <p>Vert.x cuts a broken stream without a word. To Vert.x this looks as if the client had said goodbye with the close
 * code that it deserves: Vert.x answers with the same code, behind what it has begun to write, and writes no more. The
 * connection then ends by the client: closing it with input unread would make the kernel reset it, and the client might
 * never read the code. A client that does not take its goodbye, or does not leave, is dropped when patience ends.
 */
final class StreamEnd extends ChannelDuplexHandler {

    private final Duration patience;
    private boolean broken;
    private boolean leaving;

    StreamEnd(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (broken) ReferenceCountUtil.release(message);
        else passOn(ctx, message);
    }

    private void passOn(ChannelHandlerContext ctx, Object message) {
        if (message instanceof CloseWebSocketFrame) dropInTime(ctx.channel());
        ctx.fireChannelRead(message);
    }

    private void dropInTime(Channel channel) {
        Future<?> drop = channel.eventLoop().schedule(() -> drop(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> drop.cancel(false));
    }

    private void drop(Channel channel) {
        leaving = true;
        TcpConnection.drop(channel);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // a client that is gone in the middle of a message is gone: that follows
        if (cause instanceof PrematureChannelClosureException) return;
        Optional<WebSocketCloseStatus> verdict = verdict(cause);
        if (verdict.isEmpty()) {
            ctx.fireExceptionCaught(cause);
        } else if (!broken) {
            broken = true;
            passOn(ctx, new CloseWebSocketFrame(verdict.get()));
        }
    }

    private static Optional<WebSocketCloseStatus> verdict(Throwable cause) {
        if (cause instanceof TooLongFrameException) return Optional.of(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        return cause instanceof CorruptedWebSocketFrameException corrupted
                ? Optional.of(corrupted.closeStatus())
                : Optional.empty();
    }

    /** Vert.x has written its goodbye. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (broken && !leaving && ctx.channel() instanceof DuplexChannel connection) {
            leaving = true;
            connection.shutdownOutput();
            connection.closeFuture().addListener(closed -> promise.trySuccess());
        } else {
            ctx.close(promise);
        }
    }
}
