package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.access.AuthenticatedCaller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.ClientFrame.NotUnderstood;
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

/** Does what one client's frames ask for, or answers why not. Confined to {@code serial}. */
final class Requests {

    private static final Logger LOG = Logger.getLogger(Requests.class);
    private static final String NO_DEPARTMENT = "No such department";

    private final Credential credential;
    private final Sources sources;
    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Executor serial;
    private int notUnderstood;

    Requests(
            Credential credential,
            Sources sources,
            Subscriptions subscriptions,
            Outbox outbox,
            ObjectMapper json,
            Executor serial) {
        this.credential = credential;
        this.sources = sources;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.json = json;
        this.serial = serial;
    }

    /** How many frames were not understood so far. */
    int notUnderstood() {
        return notUnderstood;
    }

    /** Done, without failure, when the next frame may be handled. */
    Uni<Void> handle(String text) {
        ClientFrame frame = ClientFrame.parse(json, text);
        if (frame instanceof Subscribe subscribe) return subscribe(subscribe);
        if (frame instanceof Renew renew) return renew(renew);
        if (frame instanceof Unsubscribe unsubscribe) unsubscribe(unsubscribe);
        if (frame instanceof NotUnderstood bad) notUnderstood(bad);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> subscribe(Subscribe frame) {
        Optional<FeedId> feed = Departments.feedOf(credential.caller().institution(), frame.department());
        if (feed.isPresent() && !subscriptions.isFull(feed.get())) return subscribe(feed.get(), frame);
        if (feed.isEmpty()) error(Problem.NOT_FOUND, NO_DEPARTMENT, frame.department());
        else error(Problem.RATE_LIMIT_EXCEEDED, "Too many subscriptions", frame.department());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> subscribe(FeedId feed, Subscribe frame) {
        Uni<?> started = sources.right(credential.caller(), feed)
                .emitOn(serial)
                .invoke(right -> subscriptions.start(feed, frame.from(), right));
        return answered(started, frame.department());
    }

    private Uni<Void> renew(Renew frame) {
        Uni<?> renewed = sources.admit(frame.token()).emitOn(serial).invoke(this::renewed);
        return answered(renewed, null);
    }

    private void renewed(AuthenticatedCaller fresh) {
        credential.renew(fresh);
        outbox.answer(ServerFrames.renewed(fresh.expiresAt()));
    }

    /** @param done emits on {@code serial} */
    private Uni<Void> answered(Uni<?> done, String department) {
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
        Optional<FeedId> feed = Departments.feedOf(credential.caller().institution(), frame.department());
        if (feed.isEmpty()) {
            error(Problem.NOT_FOUND, NO_DEPARTMENT, frame.department());
            return;
        }
        String department = Departments.nameOf(feed.get());
        subscriptions.stop(department);
        outbox.answer(ServerFrames.unsubscribed(department, "requested"));
    }

    private void notUnderstood(NotUnderstood bad) {
        notUnderstood++;
        error(Problem.VALIDATION_ERROR, bad.why(), bad.department());
    }

    private void error(Problem problem, String message, String department) {
        outbox.answer(ServerFrames.error(problem.code(), message, department));
    }
}
