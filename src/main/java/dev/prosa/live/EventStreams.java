package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.ClientFrame.Resume;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.Executor;

/** Opens streams of the events of one feed: a connection with one subscription that asks for nothing more. */
@Singleton
final class EventStreams {

    private final LiveConnections connections;
    private final Sources sources;
    private final LiveConfig config;

    EventStreams(LiveConnections connections, Sources sources, LiveConfig config) {
        this.connections = connections;
        this.sources = sources;
        this.config = config;
    }

    /**
     * Answers with the events from now on, or after the position that {@code lastEventId} names; done when the stream has
     * ended. Refused with NOT_FOUND, VALIDATION_ERROR, RATE_LIMIT_EXCEEDED (too many streams) or UNAVAILABLE (the node
     * goes away).
     *
     * @param expiresAt of the caller's credential; null: never
     * @param department the department's id or {@code triage}
     * @param lastEventId {@code epoch:seq}, or null
     */
    Uni<Void> open(Caller caller, Instant expiresAt, HttpServerRequest request, String department, String lastEventId) {
        FeedId feed = Departments.feedOf(caller.institution(), department)
                .orElseThrow(() -> Problem.NOT_FOUND.refused("No such department"));
        Resume from = lastEventId == null ? null : position(lastEventId);
        Executor serial = MutinyHelper.executor(Vertx.currentContext());
        return sources.right(caller, feed)
                .emitOn(serial)
                .chain(right -> stream(new Credential(caller, expiresAt), request, serial, feed, from, right));
    }

    private static Resume position(String lastEventId) {
        int colon = lastEventId.indexOf(':');
        try {
            long seq = Long.parseLong(lastEventId.substring(colon + 1));
            if (colon > 0 && seq >= 0) return new Resume(seq, lastEventId.substring(0, colon));
        } catch (NumberFormatException e) {
            // told below
        }
        throw Refused.field("Last-Event-ID", "is the id of an event: epoch:seq");
    }

    private Uni<Void> stream(
            Credential credential, HttpServerRequest request, Executor serial, FeedId feed, Resume from, Right right) {
        EventStream stream = new EventStream(request.response(), new ServerSentEvents(config.reconnectJitter()));
        if (request.method().equals(HttpMethod.HEAD)) return stream.withoutEvents();
        String address = String.valueOf(request.remoteAddress().hostAddress());
        Socket socket = new Socket(
                address,
                stream::send,
                reason -> stream.end(reason.getMessage()),
                () -> TcpConnection.drop(request),
                serial);
        LiveConnection connection = connections.stream(credential, socket);
        connection.watch(feed, from, right);
        return stream.over().onTermination().invoke(() -> connections.closed(connection));
    }
}
