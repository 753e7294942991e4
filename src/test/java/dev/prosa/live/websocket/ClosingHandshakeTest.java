package dev.prosa.live.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.live.Configs;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingHandshakeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Vert.x would see what this handler passes on. */
    private final EmbeddedChannel channel = new EmbeddedChannel(new ClosingHandshake(TIMEOUT));

    private static CorruptedWebSocketFrameException corrupted() {
        return new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "bytes are not UTF-8");
    }

    private void fails(Throwable cause) {
        channel.pipeline().fireExceptionCaught(cause);
    }

    private int closeCode() {
        CloseWebSocketFrame frame = channel.readInbound();
        try {
            return frame.statusCode();
        } finally {
            frame.release();
        }
    }

    private void advance(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    @Test
    void violation_becomesCloseFrame_withItsCode() {
        fails(corrupted());
        assertThat(closeCode()).isEqualTo(1007);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void longMessage_becomesCloseFrame_with1009() {
        fails(new TooLongFrameException("8193"));
        assertThat(closeCode()).isEqualTo(1009);
    }

    @Test
    void frames_afterAViolation_areIgnored() {
        fails(corrupted());
        closeCode();
        TextWebSocketFrame late = new TextWebSocketFrame(Unpooled.copiedBuffer("late", UTF_8));
        channel.writeInbound(late);
        fails(corrupted());
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(late.refCnt()).isZero();
    }

    @Test
    void otherErrors_arePassedOn() {
        fails(new IOException("Connection reset"));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThatThrownBy(channel::checkException).isInstanceOf(IOException.class);
    }

    @Test
    void client_leavingWithinAMessage_isNoError() {
        EmbeddedChannel midway = new EmbeddedChannel(new WebSocketFrameAggregator(100), new ClosingHandshake(TIMEOUT));
        midway.writeInbound(new TextWebSocketFrame(false, 0, Unpooled.copiedBuffer("begun", UTF_8)));
        midway.close();
        midway.checkException();
        assertThat(midway.isOpen()).isFalse();
    }

    @Test
    void closingClient_thatStays_isDroppedInTime() {
        channel.freezeTime();
        channel.writeInbound(new CloseWebSocketFrame(1000, ""));
        assertThat(closeCode()).isEqualTo(1000);
        advance(TIMEOUT.minusMillis(1));
        assertThat(channel.isOpen()).isTrue();
        advance(Duration.ofMillis(1));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void violatingClient_thatStays_isDroppedInTime() {
        channel.freezeTime();
        fails(corrupted());
        closeCode();
        advance(TIMEOUT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void client_thatLeaves_cancelsTheDrop() {
        channel.writeInbound(new CloseWebSocketFrame(1000, ""));
        closeCode();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void endedConnection_getsNoHandlers() {
        new WebSocketConformance(8_192, Configs.live(Map.of())).guard(channel.pipeline());
        assertThat(channel.pipeline().get(FrameRateLimit.class)).isNull();
    }
}
