package dev.prosa.live.sse;

import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.ClientFrame.Resume;
import dev.prosa.live.Credential;
import dev.prosa.live.DepartmentNames;
import dev.prosa.live.FeedAccess;
import dev.prosa.live.LiveConfig;
import dev.prosa.live.LiveConnection;
import dev.prosa.live.LiveConnections;
import dev.prosa.live.LiveReads;
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

/** Opens streams of the events of one feed. Each is a connection with one subscription. */
@Singleton
final class EventStreams {

    private final LiveConnections connections;
    private final LiveReads reads;
    private final LiveConfig config;

    EventStreams(LiveConnections connections, LiveReads reads, LiveConfig config) {
        this.connections = connections;
        this.reads = reads;
        this.config = config;
    }

    /**
     * Answers with the events from now on, or after the position in {@code lastEventId}; completes when the stream has
     * ended. Refused with NOT_FOUND, VALIDATION_ERROR, RATE_LIMIT_EXCEEDED (too many streams) or UNAVAILABLE (the node
     * shuts down).
     *
     * @param expiresAt when the caller's credential expires; null: never
     * @param department the department's id or {@code triage}
     * @param lastEventId {@code epoch:seq}, or null
     */
    Uni<Void> open(Caller caller, Instant expiresAt, HttpServerRequest request, String department, String lastEventId) {
        FeedId feed = DepartmentNames.feedOf(caller.institution(), department)
                .orElseThrow(() -> Problem.NOT_FOUND.refused("No such department"));
        Resume from = lastEventId == null ? null : position(lastEventId);
        Executor eventLoop = MutinyHelper.executor(Vertx.currentContext());
        return reads.access(caller, feed)
                .emitOn(eventLoop)
                .chain(access -> stream(new Credential(caller, expiresAt), request, eventLoop, feed, from, access));
    }

    private static Resume position(String lastEventId) {
        int colon = lastEventId.indexOf(':');
        try {
            long seq = Long.parseLong(lastEventId.substring(colon + 1));
            if (colon > 0 && seq >= 0) return new Resume(seq, lastEventId.substring(0, colon));
        } catch (NumberFormatException e) {
            // refused below
        }
        throw Refused.field("Last-Event-ID", "is the id of an event: epoch:seq");
    }

    private Uni<Void> stream(
            Credential credential,
            HttpServerRequest request,
            Executor eventLoop,
            FeedId feed,
            Resume from,
            FeedAccess access) {
        EventStream stream = new EventStream(request, new ServerSentEvents(config.reconnectJitter()), eventLoop);
        if (request.method().equals(HttpMethod.HEAD)) return stream.withoutEvents();
        LiveConnection connection = connections.stream(credential, stream);
        connection.watch(feed, from, access);
        return stream.ended().onTermination().invoke(() -> connections.closed(connection));
    }
}
