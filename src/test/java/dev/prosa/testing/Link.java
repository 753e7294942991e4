package dev.prosa.testing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.function.Consumer;

/** One connection through a wire: holds no more than a buffer, so that who does not read is felt at the other end. */
final class Link {

    private final NetSocket near;
    private final Consumer<Link> gone;
    private NetSocket far;
    private boolean stalled;
    private boolean forgotten;
    private boolean ended;

    Link(NetSocket near, Consumer<Link> gone) {
        this.near = near;
        this.gone = gone;
        near.pause();
        near.closeHandler(v -> nearEnded());
    }

    void reaches(NetSocket server) {
        far = server;
        far.closeHandler(v -> end());
        if (ended) far.close();
        carry(near, far);
        carry(far, near);
        near.resume();
    }

    private void carry(NetSocket from, NetSocket to) {
        from.handler(data -> pass(data, from, to));
    }

    private void pass(Buffer data, NetSocket from, NetSocket to) {
        to.write(data);
        if (!to.writeQueueFull()) return;
        from.pause();
        to.drainHandler(v -> drained(from));
    }

    private void drained(NetSocket from) {
        if (!stalled) from.resume();
    }

    boolean isEnded() {
        return ended;
    }

    /** Bytes stop, both ways. */
    void stall() {
        stalled = true;
        near.pause();
        if (far != null) far.pause();
    }

    void goOn() {
        stalled = false;
        near.resume();
        if (far != null) far.resume();
    }

    /** The client is told that it is over; the server is told nothing, and is not read from any more. */
    void forgetNear() {
        forgotten = true;
        if (far != null) stall();
        near.close();
    }

    private void nearEnded() {
        if (!forgotten) end();
    }

    /** Both ends are told, once what is on its way has gone. */
    void end() {
        if (ended) return;
        ended = true;
        gone.accept(this);
        near.close();
        if (far != null) far.close();
    }

    /** Both ends are told by a reset. */
    void reset() {
        reset(near);
        if (far != null) reset(far);
        end();
    }

    private static void reset(NetSocket end) {
        Channel channel = ((NetSocketInternal) end).channelHandlerContext().channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
