package dev.prosa.live.websocket;

import dev.prosa.live.Frame;
import dev.prosa.live.TcpConnection;
import dev.prosa.live.Transport;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;

/** Sends each frame as one text message. */
record WebSocketTransport(String address, WebSocketConnection socket, Executor eventLoop) implements Transport {

    @Override
    public boolean answersPings() {
        return true;
    }

    @Override
    public Uni<Void> send(Frame frame) {
        return socket.sendText(frame.text());
    }

    @Override
    public void close(CloseReason reason) {
        socket.close(reason).subscribe().with(done -> {}, alreadyGone -> {});
    }

    @Override
    public void drop() {
        TcpConnection.drop(socket);
    }
}
