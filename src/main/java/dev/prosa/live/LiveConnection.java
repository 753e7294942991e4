package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedId;
import dev.prosa.live.LiveStore.Sight;
import dev.prosa.live.LiveStore.Viewer;
import dev.prosa.observability.LogFields;
import dev.prosa.observability.RedactedThrowable;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
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

    private final Credential credential;
    private final Socket socket;
    private final Sources sources;
    private final LiveConfig config;
    private final Clock clock;
    private final LiveMetrics metrics;
    private final Pulse pulse;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private boolean closed;
    /** Whether the client answers pings. */
    private volatile boolean answers = true;
    /** The hash of the departments the client was told of; null before the greeting. */
    private volatile String known;

    LiveConnection(
            Credential credential,
            Socket socket,
            Sources sources,
            ObjectMapper json,
            LiveConfig config,
            Clock clock,
            LiveMetrics metrics) {
        this.credential = credential;
        this.socket = socket;
        this.sources = sources;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.pulse = new Pulse(config, clock);
        this.outbox = new Outbox(config.answers(), this::tooSlow, this::send, this::broken, socket.serial());
        this.subscriptions = new Subscriptions(
                credential.caller(),
                sources,
                outbox,
                socket.serial(),
                config.subscriptions(),
                new Subscriptions.Notices(this::behind, this::forbidden),
                metrics);
        Requests requests = new Requests(credential, sources, subscriptions, outbox, json, socket.serial());
        this.inbox = new Inbox(
                config.inboxFrames(), config.inboxCharacters(), text -> handled(requests, text), socket.serial());
    }

    private Uni<Void> send(Frame frame) {
        pulse.sent();
        metrics.sent();
        return socket.send().apply(frame);
    }

    private void tooSlow() {
        shut(CloseCode.SLOW_CONSUMER.because());
    }

    /** A subscription is so many events behind what there is for it. */
    void behind(long events) {
        if (events > config.farBehind() && outbox.isWriting() && pulse.isSlow()) tooSlow();
    }

    /** It is told its departments at the next look, also if they are the same: the right may be back already. */
    private void forbidden() {
        known = "";
    }

    private void broken(Throwable cause) {
        LOG.debugf("A write failed, the socket is closed: %s", RedactedThrowable.inShort(cause));
        shut(CloseCode.INTERNAL.because());
    }

    /** Greets the client; what it sends meanwhile waits. */
    void open() {
        socket.serial().execute(() -> inbox.after(greet()));
    }

    /** Sends it the events of one feed, without a greeting. It says nothing itself, not even to pings. */
    void watch(FeedId feed, ClientFrame.Resume from, Right right) {
        known = "";
        answers = false;
        socket.serial().execute(() -> subscriptions.start(feed, from, right));
    }

    private Uni<Void> greet() {
        return sources.sights(Map.of(viewer(), ""))
                .emitOn(socket.serial())
                .invoke(sights -> hello(sights.get(viewer())))
                .onFailure()
                .invoke(this::notGreeted)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private void hello(Sight sight) {
        if (sight == null) {
            shut(CloseCode.ACCESS_ENDED.because());
            return;
        }
        known = sight.hash();
        Caller caller = credential.caller();
        long seconds = config.heartbeat().toSeconds();
        UUID agent = caller.isAgent() ? caller.id() : null;
        outbox.answer(ServerFrames.hello(agent, sight.departments(), seconds, credential.expiresAt()));
    }

    private void notGreeted(Throwable cause) {
        String why = RedactedThrowable.inShort(cause);
        LogFields.of("agent", credential.caller().id()).log(() -> LOG.warnf("A client could not be greeted: %s", why));
        shut(CloseCode.INTERNAL.because());
    }

    /** A frame came in. */
    void receive(String frame) {
        heard();
        socket.serial().execute(() -> take(frame));
    }

    /** The client is there. */
    void heard() {
        pulse.heard();
    }

    private void take(String frame) {
        if (!closed && !inbox.offer(frame)) shut(CloseCode.BAD_FRAMES.because());
    }

    private Uni<Void> handled(Requests requests, String text) {
        Uni<Void> done = requests.handle(text);
        if (requests.notUnderstood() > config.badFrames()) shut(CloseCode.BAD_FRAMES.because());
        return done;
    }

    /** Time has passed; only what may be due costs the event loop a task. */
    void tick() {
        if (pulse.isOverdue()) socket.drop().run();
        boolean due = pulse.isQuiet() || pulse.isStuck() || isLost() || isExpired();
        if (due) socket.serial().execute(this::onTick);
    }

    private boolean isLost() {
        return answers && pulse.isLost();
    }

    private boolean isExpired() {
        return credential.isExpired(clock.instant());
    }

    private void onTick() {
        if (closed) return;
        if (isExpired()) {
            shut(CloseCode.TOKEN_EXPIRED.because());
        } else if (isLost() || outbox.isWriting() && pulse.isStuck()) {
            tooSlow();
        } else if (!outbox.isWriting() && pulse.isQuiet()) {
            outbox.answer(ServerFrames.heartbeat(subscriptions.positions()));
        }
    }

    String address() {
        return socket.address();
    }

    Viewer viewer() {
        return Viewer.of(credential.caller());
    }

    /** The hash of the departments the client was told of; null before the greeting. */
    String known() {
        return known;
    }

    /** What the database says that the caller sees now, asked after the greeting: null if its access has ended. */
    void sees(Sight now) {
        if (now == null || !now.hash().equals(known)) socket.serial().execute(() -> onSight(now));
    }

    private void onSight(Sight now) {
        if (now == null) shut(CloseCode.ACCESS_ENDED.because());
        if (closed || now.departments() == null || now.hash().equals(known)) return;
        known = now.hash();
        outbox.answer(ServerFrames.departments(now.departments()));
    }

    /** Ends the connection from this side. */
    void close(CloseReason reason) {
        socket.serial().execute(() -> shut(reason));
    }

    private void shut(CloseReason reason) {
        if (closed) return;
        end();
        metrics.closed(reason.getCode());
        pulse.saidGoodbye();
        socket.close().accept(reason);
    }

    /** The socket is gone. */
    void closed() {
        socket.serial().execute(this::left);
        gone.complete(null);
    }

    private void left() {
        if (!closed) metrics.closedByClient();
        end();
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
