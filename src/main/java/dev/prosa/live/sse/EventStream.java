package dev.prosa.live.sse;

import dev.prosa.live.Frame;
import dev.prosa.live.ServerFrames;
import dev.prosa.live.TcpConnection;
import dev.prosa.live.Transport;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A response that carries a stream of Server-Sent Events; it begins with the first one. */
final class EventStream implements Transport {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ServerSentEvents encoding;
    private final Executor eventLoop;
    private final String address;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    EventStream(HttpServerRequest request, ServerSentEvents encoding, Executor eventLoop) {
        this.request = request;
        this.response = request.response();
        this.encoding = encoding;
        this.eventLoop = eventLoop;
        this.address = String.valueOf(request.remoteAddress().hostAddress());
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.endHandler(v -> ended.complete(null)).closeHandler(v -> ended.complete(null));
        if (response.closed()) ended.complete(null);
    }

    @Override
    public String address() {
        return address;
    }

    /** The client of a stream sends nothing. */
    @Override
    public boolean answersPings() {
        return false;
    }

    @Override
    public Executor eventLoop() {
        return eventLoop;
    }

    /** The end of the subscription ends the stream, which has only one. */
    @Override
    public Uni<Void> send(Frame frame) {
        String text = encoding.of(frame);
        if (text.isEmpty()) return Uni.createFrom().voidItem();
        boolean isLast = frame.type().equals(ServerFrames.UNSUBSCRIBED);
        return Uni.createFrom()
                .completionStage(() -> (isLast ? response.end(text) : response.write(text)).toCompletionStage());
    }

    @Override
    public void close(CloseReason reason) {
        if (!response.ended()) response.end(encoding.end(reason.getMessage()));
    }

    @Override
    public void drop() {
        TcpConnection.drop(request);
    }

    /** Answers a HEAD request. */
    Uni<Void> withoutEvents() {
        response.end();
        return ended();
    }

    /** Completes when the stream has ended, by whichever side. */
    Uni<Void> ended() {
        return Uni.createFrom().completionStage(ended);
    }
}
