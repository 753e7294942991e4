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
 * The connection below a socket. WebSockets Next hides it, and a close by Vert.x waits until all before it has been
 * taken, for ever if the other side takes nothing: so this reaches for the channel itself.
 */
final class TcpConnection {

    private static final UserData.TypedKey<Channel> CHANNEL = new UserData.TypedKey<>("prosa.channel");

    private TcpConnection() {}

    /** At the upgrade: remembers what the socket will run on. */
    static void remember(HttpUpgradeContext upgrade) {
        of(upgrade).ifPresent(channel -> upgrade.userData().put(CHANNEL, channel));
    }

    /** What an upgrade is asked for on. */
    static Optional<Channel> of(HttpUpgradeContext upgrade) {
        return upgrade.httpRequest().connection() instanceof ConnectionBase connection
                ? Optional.of(connection.channel())
                : Optional.empty();
    }

    /** Ends the connection with whatever still waits to be sent, in the kernel too. */
    static void drop(WebSocketConnection socket) {
        Channel channel = socket.userData().get(CHANNEL);
        if (channel != null) drop(channel);
    }

    /** Ends the connection of a request likewise; of several requests on one connection only this one. */
    static void drop(HttpServerRequest request) {
        boolean isAlone = request.version() != HttpVersion.HTTP_2;
        if (isAlone && request.connection() instanceof ConnectionBase connection) drop(connection.channel());
        else request.response().reset();
    }

    static void drop(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
