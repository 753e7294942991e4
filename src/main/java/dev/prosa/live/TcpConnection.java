package dev.prosa.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.quarkus.websockets.next.HttpUpgradeCheck.HttpUpgradeContext;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * The connection below a socket. WebSockets Next hides it, and a close by Vert.x waits until all data before it was
 * sent, for ever if the client reads nothing: so this uses the channel itself.
 */
public final class TcpConnection {

    private static final UserData.TypedKey<Channel> CHANNEL = new UserData.TypedKey<>("prosa.channel");

    private TcpConnection() {}

    /** At the upgrade: remembers the TCP connection of the future socket. */
    public static void remember(HttpUpgradeContext upgrade) {
        of(upgrade).ifPresent(channel -> upgrade.userData().put(CHANNEL, channel));
    }

    /** The connection of an upgrade request. */
    public static Optional<Channel> of(HttpUpgradeContext upgrade) {
        return upgrade.httpRequest().connection() instanceof ConnectionBase connection
                ? Optional.of(connection.channel())
                : Optional.empty();
    }

    /** Calls back when the connection has ended, also if it has ended already: then WebSockets Next does not call. */
    public static void whenEnded(WebSocketConnection socket, Runnable ended) {
        Channel channel = socket.userData().get(CHANNEL);
        if (channel != null) channel.closeFuture().addListener(done -> ended.run());
    }

    /** Ends the connection and discards what still waits to be sent, in the kernel too. */
    public static void drop(WebSocketConnection socket) {
        Channel channel = socket.userData().get(CHANNEL);
        if (channel != null) drop(channel);
    }

    /** Ends the connection of a request likewise; on HTTP/2 only the stream of this request. */
    public static void drop(HttpServerRequest request) {
        boolean isAlone = request.version() != HttpVersion.HTTP_2;
        if (isAlone && request.connection() instanceof ConnectionBase connection) drop(connection.channel());
        else request.response().reset();
    }

    /** Runs on the event loop, so that the channel cannot close before its option is set. */
    public static void drop(Channel channel) {
        channel.eventLoop().execute(() -> reset(channel));
    }

    private static void reset(Channel channel) {
        if (!channel.isOpen()) return;
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
