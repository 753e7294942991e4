package dev.prosa.live.websocket;

import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.directory.Caller;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.http.NonRestEndpoint;
import dev.prosa.live.CloseCode;
import dev.prosa.live.Credential;
import dev.prosa.live.LiveConnection;
import dev.prosa.live.LiveConnections;
import dev.prosa.live.TcpConnection;
import dev.prosa.live.Transport;
import dev.prosa.observability.RedactedThrowable;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The WebSocket endpoint. The server hands over frames at once ({@code CONCURRENT}), because its own queue of waiting
 * frames has no bound; the queue of the connection has one.
 */
@WebSocket(path = LiveSocket.PATH, inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@PermissionsAllowed(Permission.Names.CONVERSATIONS_READ)
final class LiveSocket {

    static final String PATH = "/v1/live";

    private static final UserData.TypedKey<LiveConnection> CONNECTION = new UserData.TypedKey<>("prosa.connection");

    private static final Logger LOG = Logger.getLogger(LiveSocket.class);

    private final LiveConnections connections;
    private final CurrentCaller currentCaller;
    private final SecurityIdentity identity;

    @Produces
    @Singleton
    static NonRestEndpoint endpoint() {
        return new NonRestEndpoint(PATH);
    }

    LiveSocket(LiveConnections connections, CurrentCaller currentCaller, SecurityIdentity identity) {
        this.connections = connections;
        this.currentCaller = currentCaller;
        this.identity = identity;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection socket) {
        Caller caller = currentCaller.get();
        Instant expiresAt = identity.getAttribute(AuthenticatedCaller.EXPIRES_AT);
        Executor eventLoop = MutinyHelper.executor(Vertx.currentContext());
        Transport transport = new WebSocketTransport(UpgradeRules.addressOf(socket), socket, eventLoop);
        LiveConnection connection = connections.open(new Credential(caller, expiresAt), transport);
        socket.userData().put(CONNECTION, connection);
        TcpConnection.whenEnded(socket, () -> connections.closed(connection));
    }

    @OnTextMessage
    @NonBlocking
    void receive(String frame, WebSocketConnection socket) {
        LiveConnection connection = socket.userData().get(CONNECTION);
        if (connection != null) connection.receive(frame);
    }

    /** The protocol has no binary messages. */
    @OnBinaryMessage
    @NonBlocking
    void receive(Buffer bytes, WebSocketConnection socket) {
        LiveConnection connection = socket.userData().get(CONNECTION);
        if (connection != null) connection.close(CloseCode.NOT_TEXT.reason());
    }

    /** The answer to a ping. */
    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection socket) {
        LiveConnection connection = socket.userData().get(CONNECTION);
        if (connection != null) connection.received();
    }

    /** Called for errors of the stream itself. */
    @OnError
    @NonBlocking
    void failed(Throwable cause, WebSocketConnection socket) {
        LiveConnection connection = socket.userData().get(CONNECTION);
        CloseCode code = isTooBig(cause) ? CloseCode.TOO_BIG : CloseCode.INTERNAL;
        LOG.debugf("A socket failed: %s", RedactedThrowable.inShort(cause));
        if (connection != null) connection.close(code.reason());
    }

    /** Vert.x has no type for this error, only its message. */
    private static boolean isTooBig(Throwable cause) {
        return cause instanceof IllegalStateException
                && String.valueOf(cause.getMessage()).contains("overflow max message size");
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection socket) {
        LiveConnection connection = socket.userData().remove(CONNECTION);
        if (connection != null) connections.closed(connection);
    }
}
