package dev.prosa.live;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.vertx.core.buffer.Buffer;

/** Sends back what it is sent, as the suite wants it. */
@WebSocket(path = EchoSocket.PATH)
final class EchoSocket {

    static final String PATH = "/echo";

    @OnTextMessage
    String text(String message) {
        return message;
    }

    @OnBinaryMessage
    Buffer binary(Buffer message) {
        return message;
    }
}
