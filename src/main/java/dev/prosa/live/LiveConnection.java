package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.LiveStore.Viewer;
import dev.prosa.live.ServerFrames.Department;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * One client: what it asks, one frame after the other, and what it is sent, one write at a time.
 *
 * <p>All its state is confined to its socket's event loop; the public face ({@link #open}, {@link #receive},
 * {@link #tick}, {@link #close}, {@link #closed}) may be called from any thread and only leaves word there.
 */
final class LiveConnection {

    private static final Logger LOG = Logger.getLogger(LiveConnection.class);

    private final Caller caller;
    private final Instant expiresAt;
    private final Socket socket;
    private final Sources sources;
    private final ObjectMapper json;
    private final LiveConfig config;
    private final Clock clock;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private int badFrames;
    private long lastSent;
    private boolean closed;
    /** The departments the client was told of; null before the greeting. */
    private List<Department> known;
    /** What stood for them in the database when they were last compared. */
    private String sight;

    /** @param expiresAt when the credential ends, or null */
    LiveConnection(
            Caller caller,
            Instant expiresAt,
            Socket socket,
            Sources sources,
            ObjectMapper json,
            LiveConfig config,
            Clock clock) {
        this.caller = caller;
        this.expiresAt = expiresAt;
        this.socket = socket;
        this.sources = sources;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.lastSent = clock.millis();
        this.inbox = new Inbox(config.inboxFrames(), this::handle, socket.serial());
        this.outbox = new Outbox(config.answers(), this::tooSlow, this::send, this::broken, socket.serial());
        this.subscriptions = new Subscriptions(caller, sources, outbox, socket.serial());
    }

    private Uni<Void> send(String frame) {
        lastSent = clock.millis();
        return socket.send().apply(frame);
    }

    private void tooSlow() {
        shut(CloseCode.SLOW_CONSUMER.because());
    }

    private void broken(Throwable cause) {
        LOG.debugf("A write failed, the socket is closed: %s", cause.getMessage());
        shut(CloseCode.INTERNAL.because());
    }

    /** Greets the client; what it sends meanwhile waits. */
    void open() {
        socket.serial().execute(() -> inbox.after(greet()));
    }

    private Uni<Void> greet() {
        return sources.departments(caller)
                .emitOn(socket.serial())
                .invoke(this::hello)
                .onFailure()
                .invoke(cause -> close(CloseCode.INTERNAL.because()))
                .replaceWithVoid();
    }

    private void hello(List<Department> departments) {
        known = departments;
        long seconds = config.heartbeat().toSeconds();
        outbox.answer(ServerFrames.hello(caller.isAgent() ? caller.id() : null, departments, seconds, expiresAt));
    }

    /** A frame came in. */
    void receive(String frame) {
        socket.serial().execute(() -> take(frame));
    }

    private void take(String frame) {
        if (!closed && !inbox.offer(frame)) shut(CloseCode.BAD_FRAMES.because());
    }

    private Uni<Void> handle(String text) {
        ClientFrame frame = ClientFrame.parse(json, text);
        if (frame instanceof ClientFrame.Subscribe subscribe) return subscribe(subscribe);
        if (frame instanceof ClientFrame.Unsubscribe unsubscribe) unsubscribe(unsubscribe);
        if (frame instanceof ClientFrame.Renew) error(Problem.FORBIDDEN, "Open a new socket with the new token", null);
        if (frame instanceof ClientFrame.NotUnderstood bad) notUnderstood(bad);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> subscribe(ClientFrame.Subscribe frame) {
        Optional<FeedId> feed = Departments.feedOf(caller.institution(), frame.department());
        if (feed.isEmpty()) {
            error(Problem.NOT_FOUND, "No such department", frame.department());
            return Uni.createFrom().voidItem();
        }
        return sources.right(caller, feed.get())
                .emitOn(socket.serial())
                .invoke(right -> start(feed.get(), frame, right))
                .onFailure()
                .invoke(cause -> refused(cause, frame.department()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void start(FeedId feed, ClientFrame.Subscribe frame, Right right) {
        if (!closed) subscriptions.start(feed, frame.from(), right);
    }

    private void refused(Throwable cause, String department) {
        if (cause instanceof Refused refused) {
            error(refused.problem(), refused.getMessage(), department);
        } else {
            LOG.warnf("A subscription failed: %s", cause);
            error(Problem.UNAVAILABLE, Problem.UNAVAILABLE.title(), department);
        }
    }

    private void unsubscribe(ClientFrame.Unsubscribe frame) {
        Optional<String> department =
                Departments.feedOf(caller.institution(), frame.department()).map(Departments::nameOf);
        department.ifPresent(subscriptions::stop);
        department.ifPresentOrElse(
                name -> outbox.answer(ServerFrames.unsubscribed(name, "requested")),
                () -> error(Problem.NOT_FOUND, "No such department", frame.department()));
    }

    private void notUnderstood(ClientFrame.NotUnderstood bad) {
        error(Problem.VALIDATION_ERROR, bad.why(), bad.department());
        if (++badFrames > config.badFrames()) shut(CloseCode.BAD_FRAMES.because());
    }

    private void error(Problem problem, String message, String department) {
        if (!closed) outbox.answer(ServerFrames.error(problem.name(), message, department));
    }

    /** Time has passed. */
    void tick() {
        socket.serial().execute(this::onTick);
    }

    private void onTick() {
        if (closed) return;
        long silence = clock.millis() - lastSent;
        if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
            shut(CloseCode.TOKEN_EXPIRED.because());
        } else if (outbox.isWriting() && silence >= config.writeTimeout().toMillis()) {
            tooSlow();
        } else if (!outbox.isWriting() && silence >= config.heartbeat().toMillis()) {
            outbox.answer(ServerFrames.heartbeat(subscriptions.positions()));
        }
    }

    Viewer viewer() {
        return Viewer.of(caller);
    }

    /** What the database says of the caller's access now: null if it has ended. */
    void sees(String sight) {
        socket.serial().execute(() -> onSight(sight));
    }

    private void onSight(String now) {
        if (now == null) shut(CloseCode.ACCESS_ENDED.because());
        if (closed || known == null || now.equals(sight)) return;
        sight = now;
        sources.departments(caller).emitOn(socket.serial()).subscribe().with(this::compare, cause -> sight = null);
    }

    private void compare(List<Department> departments) {
        if (closed || departments.equals(known)) return;
        known = departments;
        outbox.answer(ServerFrames.departments(departments));
    }

    /** Ends the connection from this side. */
    void close(CloseReason reason) {
        socket.serial().execute(() -> shut(reason));
    }

    private void shut(CloseReason reason) {
        if (closed) return;
        end();
        socket.close().accept(reason);
    }

    /** The socket is gone. */
    void closed() {
        socket.serial().execute(this::end);
        gone.complete(null);
    }

    /** Done when the socket is gone. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    private void end() {
        if (closed) return;
        closed = true;
        inbox.clear();
        outbox.stop();
        subscriptions.stopAll();
    }
}
