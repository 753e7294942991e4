package dev.prosa.testing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.function.Consumer;

/** One connection through a {@link FaultProxy}: it holds no more than a buffer, so that a slow reader slows the sender. */
final class ProxiedConnection {

    private final NetSocket client;
    private final Consumer<ProxiedConnection> onEnd;
    private NetSocket server;
    private boolean stalled;
    private boolean halfOpen;
    private boolean ended;

    ProxiedConnection(NetSocket client, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.onEnd = onEnd;
        client.pause();
        client.closeHandler(v -> clientEnded());
    }

    void connectTo(NetSocket target) {
        server = target;
        server.closeHandler(v -> end());
        if (ended) server.close();
        carry(client, server);
        carry(server, client);
        client.resume();
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
        client.pause();
        if (server != null) server.pause();
    }

    void resume() {
        stalled = false;
        client.resume();
        if (server != null) server.resume();
    }

    /** Closes the connection to the client only; the server sees nothing, and is not read from any more. */
    void leaveHalfOpen() {
        halfOpen = true;
        if (server != null) stall();
        client.close();
    }

    private void clientEnded() {
        if (!halfOpen) end();
    }

    /** Closes both ends, once the bytes under way have gone. */
    void end() {
        if (ended) return;
        ended = true;
        onEnd.accept(this);
        client.close();
        if (server != null) server.close();
    }

    /** Closes both ends by a TCP reset. */
    void reset() {
        reset(client);
        if (server != null) reset(server);
        end();
    }

    private static void reset(NetSocket end) {
        Channel channel = ((NetSocketInternal) end).channelHandlerContext().channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
