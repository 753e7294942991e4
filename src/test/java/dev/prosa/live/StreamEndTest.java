package dev.prosa.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class StreamEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What passes the stream's end is what Vert.x would see. */
    private final EmbeddedChannel channel = new EmbeddedChannel(new StreamEnd(PATIENCE));

    private static CorruptedWebSocketFrameException corrupted() {
        return new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "bytes are not UTF-8");
    }

    private void fails(Throwable cause) {
        channel.pipeline().fireExceptionCaught(cause);
    }

    private int goodbye() {
        CloseWebSocketFrame frame = channel.readInbound();
        try {
            return frame.statusCode();
        } finally {
            frame.release();
        }
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    @Test
    void aBreachLooksLikeAGoodbyeWithItsCode() {
        fails(corrupted());
        assertThat(goodbye()).isEqualTo(1007);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aMessageThatIsTooLongLooksLikeAGoodbyeWith1009() {
        fails(new TooLongFrameException("8193"));
        assertThat(goodbye()).isEqualTo(1009);
    }

    @Test
    void afterABreachNothingIsHeard() {
        fails(corrupted());
        goodbye();
        TextWebSocketFrame late = new TextWebSocketFrame(Unpooled.copiedBuffer("late", UTF_8));
        channel.writeInbound(late);
        fails(corrupted());
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(late.refCnt()).isZero();
    }

    @Test
    void whatIsNoBreachIsPassedOn() {
        fails(new IOException("Connection reset"));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThatThrownBy(channel::checkException).isInstanceOf(IOException.class);
    }

    @Test
    void aClientThatIsGoneInTheMiddleOfAMessageIsNoFault() {
        EmbeddedChannel midway = new EmbeddedChannel(new WebSocketFrameAggregator(100), new StreamEnd(PATIENCE));
        midway.writeInbound(new TextWebSocketFrame(false, 0, Unpooled.copiedBuffer("begun", UTF_8)));
        midway.close();
        midway.checkException();
        assertThat(midway.isOpen()).isFalse();
    }

    @Test
    void aClientThatSaidGoodbyeAndDoesNotLeaveIsDroppedWhenPatienceEnds() {
        channel.freezeTime();
        channel.writeInbound(new CloseWebSocketFrame(1000, ""));
        assertThat(goodbye()).isEqualTo(1000);
        pass(PATIENCE.minusMillis(1));
        assertThat(channel.isOpen()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aClientThatBrokeTheStreamAndDoesNotLeaveIsDroppedWhenPatienceEnds() {
        channel.freezeTime();
        fails(corrupted());
        goodbye();
        pass(PATIENCE);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aClientThatLeavesIsNotWaitedFor() {
        channel.writeInbound(new CloseWebSocketFrame(1000, ""));
        goodbye();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void aConnectionThatHasEndedBeforeItsUpgradeIsLeftAlone() {
        new StreamRules(8_192, Configs.live(Map.of())).guard(channel.pipeline());
        assertThat(channel.pipeline().get(FrameRate.class)).isNull();
    }
}
