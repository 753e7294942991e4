package dev.prosa.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.feed.FeedId;
import dev.prosa.live.ConnectionState.Greeting;
import dev.prosa.live.ConnectionState.Leaving;
import dev.prosa.live.ConnectionState.Open;
import dev.prosa.live.ConnectionState.Serving;
import dev.prosa.observability.LogFields;
import dev.prosa.observability.RedactedThrowable;
import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * One client: handles its frames one after the other, and sends it one frame at a time.
 *
 * <p>The state changes on the event loop only. The methods that other threads call ({@link #open}, {@link #watch},
 * {@link #receive}, {@link #tick}, {@link #accessChecked}, {@link #close}, {@link #closed}) leave a task there.
 */
public final class LiveConnection implements Subscriptions.Owner {

    private static final Logger LOG = Logger.getLogger(LiveConnection.class);

    private final Credential credential;
    private final Transport transport;
    private final Executor eventLoop;
    private final LiveReads reads;
    private final LiveConfig config;
    private final Clock clock;
    private final LiveMetrics metrics;
    private final Liveness liveness;
    private final RequestQueue requestQueue;
    private final SendQueue sendQueue;
    private final Subscriptions subscriptions;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile ConnectionState state = ConnectionState.greeting();

    LiveConnection(
            Credential credential,
            Transport transport,
            LiveReads reads,
            ObjectMapper json,
            LiveConfig config,
            Clock clock,
            LiveMetrics metrics) {
        this.credential = credential;
        this.transport = transport;
        this.eventLoop = transport.eventLoop();
        this.reads = reads;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.liveness = new Liveness(config, clock, credential, transport.answersPings());
        this.sendQueue =
                new SendQueue(config.replyQueueSize(), this::tooSlow, this::send, this::writeFailed, eventLoop);
        this.subscriptions = new Subscriptions(
                credential.caller(), reads, sendQueue, eventLoop, config.maxSubscriptions(), this, metrics);
        Requests requests = new Requests(credential, reads, subscriptions, sendQueue, json, eventLoop);
        this.requestQueue = new RequestQueue(
                config.requestQueueSize(), config.requestQueueCharacters(), text -> handle(requests, text), eventLoop);
    }

    Viewer viewer() {
        return Viewer.of(credential.caller());
    }

    String address() {
        return transport.address();
    }

    /** Greets the client; the frames that it sends meanwhile wait. */
    void open() {
        eventLoop.execute(() -> requestQueue.handleAfter(greet()));
    }

    private Uni<Void> greet() {
        return reads.visibleDepartments(viewer())
                .emitOn(eventLoop)
                .invoke(this::greeted)
                .onFailure()
                .invoke(this::greetingFailed)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private void greeted(VisibleDepartments visible) {
        if (visible == null) {
            leave(CloseCode.ACCESS_ENDED.reason());
        } else if (state instanceof Greeting greeting) {
            state = greeting.greeted(visible.hash());
            sendQueue.reply(ServerFrames.hello(credential, visible.departments(), config.heartbeat()));
        }
    }

    private void greetingFailed(Throwable cause) {
        String why = RedactedThrowable.inShort(cause);
        LogFields.of("agent", credential.caller().id()).log(() -> LOG.warnf("A client could not be greeted: %s", why));
        leave(CloseCode.INTERNAL.reason());
    }

    /** Sends the client the events of one feed, without a greeting. */
    public void watch(FeedId feed, ClientFrame.Resume from, FeedAccess access) {
        eventLoop.execute(() -> startWatching(feed, from, access));
    }

    private void startWatching(FeedId feed, ClientFrame.Resume from, FeedAccess access) {
        if (!(state instanceof Greeting greeting)) return;
        state = greeting.withoutHello();
        subscriptions.start(feed, from, access);
    }

    public void receive(String frame) {
        received();
        eventLoop.execute(() -> enqueue(frame));
    }

    /** The client is still there: it has sent something, if only a pong. */
    public void received() {
        liveness.received();
    }

    private void enqueue(String frame) {
        if (isServing() && !requestQueue.offer(frame)) leave(CloseCode.INVALID_FRAMES.reason());
    }

    private Uni<Void> handle(Requests requests, String text) {
        Uni<Void> done = requests.handle(text);
        if (requests.invalidFrames() > config.maxInvalidFrames()) leave(CloseCode.INVALID_FRAMES.reason());
        return done;
    }

    private Uni<Void> send(Frame frame) {
        liveness.sent();
        metrics.sent();
        return transport.send(frame);
    }

    private void tooSlow() {
        leave(CloseCode.SLOW_CONSUMER.reason());
    }

    private void writeFailed(Throwable cause) {
        LOG.debugf("A write failed, the socket is closed: %s", RedactedThrowable.inShort(cause));
        leave(CloseCode.INTERNAL.reason());
    }

    @Override
    public void failed(Throwable cause) {
        LOG.error("A subscription failed, the socket is closed", RedactedThrowable.of(cause));
        leave(CloseCode.INTERNAL.reason());
    }

    @Override
    public void behind(long events) {
        if (events > config.slowConsumerLag() && sendQueue.isWriting() && liveness.isWriteSlow()) tooSlow();
    }

    /** The hash of the departments that the client got last; null unless the connection is open. */
    String knownDepartments() {
        return state instanceof Open open ? open.departments() : null;
    }

    /** @param visible what the database has answered since the greeting; null if the caller has no access any more */
    void accessChecked(VisibleDepartments visible) {
        if (visible == null || !visible.hash().equals(knownDepartments()))
            eventLoop.execute(() -> applyAccess(visible));
    }

    private void applyAccess(VisibleDepartments visible) {
        if (visible == null) {
            leave(CloseCode.ACCESS_ENDED.reason());
        } else if (state instanceof Open open && open.isNews(visible)) {
            state = open.departmentsSent(visible.hash());
            sendQueue.reply(ServerFrames.departments(visible.departments()));
        }
    }

    /** The caller may have access again already: then it gets a {@code departments} frame. */
    @Override
    public void accessRevoked() {
        if (state instanceof Open open) state = open.departmentsUnknown();
    }

    /** Called twice a second; leaves a task on the event loop only if something may be due. */
    void tick() {
        if (state instanceof Leaving leaving && leaving.isOverdue(clock.millis())) transport.drop();
        if (isServing() && liveness.mayBeDue()) eventLoop.execute(this::onTick);
    }

    private void onTick() {
        boolean isWriting = sendQueue.isWriting();
        CloseCode overdue = liveness.overdue(isWriting);
        if (overdue != null) leave(overdue.reason());
        else if (!isWriting && liveness.isHeartbeatDue())
            sendQueue.reply(ServerFrames.heartbeat(subscriptions.positions()));
    }

    @Override
    public boolean isServing() {
        return state instanceof Serving;
    }

    /** Ends the connection from this side. */
    public void close(CloseReason reason) {
        eventLoop.execute(() -> leave(reason));
    }

    private void leave(CloseReason reason) {
        if (!(state instanceof Serving serving)) return;
        state = serving.leaving(clock.millis() + config.closeTimeout().toMillis());
        release();
        metrics.closed(reason.getCode());
        transport.close(reason);
    }

    /** The socket does not exist any more. */
    void closed() {
        eventLoop.execute(this::socketClosed);
        gone.complete(null);
    }

    private void socketClosed() {
        boolean byClient = isServing();
        state = state.gone();
        if (!byClient) return;
        metrics.closedByClient();
        release();
    }

    private void release() {
        requestQueue.clear();
        sendQueue.stop();
        subscriptions.stopAll();
    }

    /** Completes when the socket does not exist any more. */
    CompletableFuture<Void> gone() {
        return gone;
    }
}
