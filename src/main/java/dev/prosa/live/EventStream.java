package dev.prosa.live;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;

/** The response that carries a stream of Server-Sent Events; it begins with the first one. */
final class EventStream {

    private final HttpServerResponse response;
    private final ServerSentEvents encoding;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    EventStream(HttpServerResponse response, ServerSentEvents encoding) {
        this.response = response;
        this.encoding = encoding;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.endHandler(v -> over.complete(null)).closeHandler(v -> over.complete(null));
        if (response.closed()) over.complete(null);
    }

    /** Done when it has left this process; its subscription is what the stream is for and ends it. */
    Uni<Void> send(Frame frame) {
        String text = encoding.of(frame);
        if (text.isEmpty()) return Uni.createFrom().voidItem();
        boolean isLast = frame.type().equals(ServerFrames.UNSUBSCRIBED);
        return Uni.createFrom()
                .completionStage(() -> (isLast ? response.end(text) : response.write(text)).toCompletionStage());
    }

    /** Says why the client should not wait for more, and ends behind all that was sent. */
    void end(String reason) {
        if (!response.ended()) response.end(encoding.goodbye(reason));
    }

    /** Answers a request that asks for the head only. */
    Uni<Void> withoutEvents() {
        response.end();
        return over();
    }

    /** Done when it has ended, whoever ended it. */
    Uni<Void> over() {
        return Uni.createFrom().completionStage(over);
    }
}
