package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.ClientFrame.InvalidFrame;
import dev.prosa.live.ClientFrame.Renew;
import dev.prosa.live.ClientFrame.Subscribe;
import dev.prosa.live.ClientFrame.Unsubscribe;
import dev.prosa.observability.LogFields;
import dev.prosa.observability.RedactedThrowable;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Carries out the frames of one client, or replies why not. Confined to {@code eventLoop}. */
final class Requests {

    private static final Logger LOG = Logger.getLogger(Requests.class);
    private static final String NO_DEPARTMENT = "No such department";

    private final Credential credential;
    private final LiveReads reads;
    private final Subscriptions subscriptions;
    private final SendQueue sendQueue;
    private final ObjectMapper json;
    private final Executor eventLoop;
    private int invalidFrames;

    Requests(
            Credential credential,
            LiveReads reads,
            Subscriptions subscriptions,
            SendQueue sendQueue,
            ObjectMapper json,
            Executor eventLoop) {
        this.credential = credential;
        this.reads = reads;
        this.subscriptions = subscriptions;
        this.sendQueue = sendQueue;
        this.json = json;
        this.eventLoop = eventLoop;
    }

    /** How many invalid frames the client has sent so far. */
    int invalidFrames() {
        return invalidFrames;
    }

    /** Completes, without failure, when the next frame may be handled. */
    Uni<Void> handle(String text) {
        ClientFrame frame = ClientFrame.parse(json, text);
        if (frame instanceof Subscribe subscribe) return subscribe(subscribe);
        if (frame instanceof Renew renew) return renew(renew);
        if (frame instanceof Unsubscribe unsubscribe) unsubscribe(unsubscribe);
        if (frame instanceof InvalidFrame invalid) invalid(invalid);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> subscribe(Subscribe frame) {
        Optional<FeedId> feed = DepartmentNames.feedOf(credential.caller().institution(), frame.department());
        if (feed.isPresent() && !subscriptions.isFull(feed.get())) return subscribe(feed.get(), frame);
        if (feed.isEmpty()) error(Problem.NOT_FOUND, NO_DEPARTMENT, frame.department());
        else error(Problem.RATE_LIMIT_EXCEEDED, "Too many subscriptions", frame.department());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> subscribe(FeedId feed, Subscribe frame) {
        Uni<?> started = reads.access(credential.caller(), feed)
                .emitOn(eventLoop)
                .invoke(access -> subscriptions.start(feed, frame.from(), access));
        return replied(started, frame.department());
    }

    private Uni<Void> renew(Renew frame) {
        Uni<?> renewed = reads.admit(frame.token()).emitOn(eventLoop).invoke(this::renewed);
        return replied(renewed, null);
    }

    private void renewed(AuthenticatedCaller fresh) {
        credential.renew(fresh);
        sendQueue.reply(ServerFrames.renewed(fresh.expiresAt()));
    }

    /** @param done emits on the event loop */
    private Uni<Void> replied(Uni<?> done, String department) {
        return done.replaceWithVoid()
                .onFailure()
                .invoke(cause -> refused(cause, department))
                .onFailure()
                .recoverWithNull();
    }

    private void refused(Throwable cause, String department) {
        if (cause instanceof Refused refused) {
            error(refused.problem(), refused.getMessage(), department);
        } else {
            String why = RedactedThrowable.inShort(cause);
            LogFields.of("agent", credential.caller().id())
                    .log(() -> LOG.warnf("A request of a client failed: %s", why));
            error(Problem.UNAVAILABLE, Problem.UNAVAILABLE.title(), department);
        }
    }

    private void unsubscribe(Unsubscribe frame) {
        Optional<FeedId> feed = DepartmentNames.feedOf(credential.caller().institution(), frame.department());
        if (feed.isEmpty()) {
            error(Problem.NOT_FOUND, NO_DEPARTMENT, frame.department());
            return;
        }
        String department = DepartmentNames.nameOf(feed.get());
        subscriptions.stop(department);
        sendQueue.reply(ServerFrames.unsubscribed(department, "requested"));
    }

    private void invalid(InvalidFrame frame) {
        invalidFrames++;
        error(Problem.VALIDATION_ERROR, frame.why(), frame.department());
    }

    private void error(Problem problem, String message, String department) {
        sendQueue.reply(ServerFrames.error(problem.code(), message, department));
    }
}
