package dev.prosa.live;

import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedPosition;
import dev.prosa.live.Reading.Elsewhere;
import dev.prosa.live.Reading.FellBack;
import dev.prosa.live.Reading.Ready;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * One connection's cursor in one feed. It holds no events but, while it catches up from the database, the one frame it
 * sends next. Confined to its connection's {@code serial}; only {@link #wake} may be called from any thread.
 */
final class Subscription {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final String department;
    private final UUID caller;
    private final Source source;
    private final Line line;
    private final Executor serial;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable watcher = this::wake;
    private DepartmentHub hub;
    private FeedPosition position;
    /** The falls of the hub that the client was told of, or that came before it watched. */
    private int falls;

    /** The head at which the right was last checked: only an end of right beyond it counts. */
    private long checkedAt;

    private boolean caughtUp;
    private Frame backlog;
    private Cancellable pending;
    /** Whether there was a wake-up since {@code pending} was asked for. */
    private boolean wokenMeanwhile;

    private boolean closed;

    /** Where events and rights are read. */
    record Source(Function<Runnable, DepartmentHub> join, Consumer<Runnable> leave, Supplier<Uni<Right>> right) {}

    /** The way to the client: an answer, word that there may be something to send, word that the right ended, how far behind it is. */
    record Line(
            Consumer<Frame> answer,
            Consumer<Subscription> ready,
            Consumer<Subscription> forbidden,
            LongConsumer behind,
            LiveMetrics metrics) {}

    Subscription(
            String department,
            UUID caller,
            FeedPosition start,
            Right right,
            Source source,
            Line line,
            Executor serial) {
        this.department = department;
        this.caller = caller;
        this.position = start;
        this.checkedAt = right.head().seq();
        this.source = source;
        this.line = line;
        this.serial = serial;
    }

    String department() {
        return department;
    }

    /** What was handed to the socket so far. */
    FeedPosition position() {
        return position;
    }

    boolean isClosed() {
        return closed;
    }

    /** Joins the hub first and looks second: what comes in between wakes it. */
    void open() {
        hub = source.join().apply(watcher);
        falls = hub.falls();
        line.ready().accept(this);
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) serial.execute(this::awake);
    }

    /** Clears the flag before it looks, so that what comes while it looks wakes it again. */
    private void awake() {
        woken.set(false);
        if (closed) return;
        wokenMeanwhile = true;
        line.ready().accept(this);
        line.behind().accept(hub.last() - position.seq());
    }

    /** The next frame to send, or null: then {@code ready} is called when there may be one. */
    Frame next() {
        if (closed || pending != null) return null;
        if (!caughtUp && position.seq() >= checkedAt) {
            caughtUp = true;
            return ServerFrames.caughtUp(department, position.seq());
        }
        return backlog == null ? nextOfHub() : nextOfBacklog();
    }

    private Frame nextOfBacklog() {
        Frame frame = backlog;
        backlog = null;
        return deliver(frame);
    }

    private Frame nextOfHub() {
        Reading reading = hub.after(position, falls);
        if (reading instanceof Ready ready) return deliver(ready.frame());
        if (reading instanceof Elsewhere) readBacklog();
        if (reading instanceof FellBack) fallBack();
        return null;
    }

    private void fallBack() {
        falls = hub.falls();
        checkAgain("ahead");
    }

    private Frame deliver(Frame frame) {
        long end = frame.endOfRight(caller, checkedAt);
        if (end == 0) return advance(frame);
        Frame last = advance(hub.cutter().upTo(frame, end));
        forbid();
        return last;
    }

    private Frame advance(Frame frame) {
        position = new FeedPosition(position.epoch(), frame.last());
        line.metrics().delivered(frame.events().size());
        return frame;
    }

    private void forbid() {
        close();
        line.forbidden().accept(this);
    }

    private void readBacklog() {
        wokenMeanwhile = false;
        pending = retried(Uni.createFrom().deferred(() -> hub.logAfter(position)))
                .subscribe()
                .with(this::arrived, this::lost);
    }

    /** At the head of a late hub there is nothing to do until it gets there; it may have done so meanwhile. */
    private void arrived(FeedPage page) {
        if (closed) return;
        pending = null;
        if (!page.continues(position)) {
            checkAgain(whyNot(page.head()));
            return;
        }
        if (!page.events().isEmpty()) backlog = hub.cutter().cut(page.events());
        if (backlog != null || wokenMeanwhile) line.ready().accept(this);
    }

    private String whyNot(FeedPosition head) {
        if (!head.epoch().equals(position.epoch())) return "epoch";
        return head.seq() < position.seq() ? "ahead" : "expired";
    }

    /** The way on is lost, and an end of the right may have been in what is gone: the right is read anew. */
    private void checkAgain(String reason) {
        pending = retried(source.right().get()).subscribe().with(right -> checked(right, reason), this::lost);
    }

    private void checked(Right right, String reason) {
        if (closed) return;
        pending = null;
        resync(right, reason);
    }

    private void resync(Right right, String reason) {
        line.metrics().resynced(reason);
        position = right.head();
        checkedAt = right.head().seq();
        line.answer().accept(ServerFrames.resync(department, position, reason));
        line.ready().accept(this);
    }

    /** A refusal is final; it can only be that of the right. */
    private void lost(Throwable refused) {
        if (!closed) forbid();
    }

    private <T> Uni<T> retried(Uni<T> read) {
        return read.onFailure(cause -> !(cause instanceof Refused))
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .emitOn(serial);
    }

    void close() {
        if (closed) return;
        closed = true;
        if (pending != null) pending.cancel();
        backlog = null;
        source.leave().accept(watcher);
    }
}
