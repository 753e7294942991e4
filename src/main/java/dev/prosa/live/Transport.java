package dev.prosa.live;

import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;

/** What carries frames to one client: a WebSocket, or a response of Server-Sent Events. */
public interface Transport {

    /** The client's IP address; the same also after the end. */
    String address();

    /** Whether a client that is still there answers pings. */
    boolean answersPings();

    /** Runs one task after the other: the event loop of this connection. */
    Executor eventLoop();

    /** Completes when the frame has left this process. */
    Uni<Void> send(Frame frame);

    /** Sends the client the reason of the end, after all frames before it. */
    void close(CloseReason reason);

    /** Ends the TCP connection at once and sends the client nothing. */
    void drop();
}
