package dev.prosa.feed;

import dev.prosa.observability.LogFields;
import dev.prosa.observability.RedactedThrowable;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One feed, read by cursor into one sink. {@code hints} counts the hints since the last read began: the hint that moves
 * it from 0 starts a read, and later ones make that read repeat. So two reads are never in flight, and no hint is lost.
 */
final class FollowedFeed implements FeedReader.Following {

    private static final Logger LOG = Logger.getLogger(FollowedFeed.class);

    private final FeedId feed;
    private final Function<FeedPosition, Uni<FeedPage>> store;
    private final FeedSink sink;
    private final Consumer<FollowedFeed> forget;
    private final AtomicInteger hints = new AtomicInteger();
    private volatile FeedPosition position;
    private volatile boolean failing;
    private volatile boolean closed;

    FollowedFeed(
            FeedId feed,
            FeedPosition start,
            Function<FeedPosition, Uni<FeedPage>> store,
            FeedSink sink,
            Consumer<FollowedFeed> forget) {
        this.feed = feed;
        this.position = start;
        this.store = store;
        this.sink = sink;
        this.forget = forget;
    }

    FeedId feed() {
        return feed;
    }

    FeedPosition position() {
        return position;
    }

    /** There may be something to read. */
    void hint() {
        if (!closed && hints.getAndIncrement() == 0) read();
    }

    private void read() {
        int seen = hints.get();
        Uni.createFrom()
                .deferred(() -> store.apply(position))
                .invoke(this::deliver)
                .subscribe()
                .with(page -> continueReading(page, seen), this::failed);
    }

    private void deliver(FeedPage page) {
        failing = false;
        if (closed) return;
        if (!page.continues(position)) restart(page.head());
        else if (!page.events().isEmpty()) handOver(page);
    }

    /**
     * The position moves when the sink has taken the events. If the sink fails it may have taken some of them: it
     * restarts.
     */
    private void handOver(FeedPage page) {
        try {
            sink.events(page.events());
            position = new FeedPosition(position.epoch(), page.last());
        } catch (RuntimeException e) {
            fields().log(() ->
                    LOG.errorf(RedactedThrowable.of(e), "Feed %s restarts: its events could not be taken", feed.id()));
            restart(page.head());
        }
    }

    private void restart(FeedPosition head) {
        sink.restarted(head);
        position = head;
    }

    private void continueReading(FeedPage page, int seen) {
        if (closed) return;
        boolean more = position.seq() < page.head().seq();
        if (more || hints.addAndGet(-seen) != 0) read();
    }

    private void failed(Throwable cause) {
        if (cause instanceof Refused) feedMissing();
        else failedRead(cause);
        hints.set(0);
    }

    /** There is no such feed: the database was replaced by an older one. */
    private void feedMissing() {
        if (!closed && !position.equals(FeedPosition.UNKNOWN)) restart(FeedPosition.UNKNOWN);
    }

    /** The next poll reads again. */
    private void failedRead(Throwable cause) {
        if (!failing) fields().log(() -> warn(cause));
        failing = true;
    }

    private void warn(Throwable cause) {
        String why = RedactedThrowable.inShort(cause);
        LOG.warnf("Feed %s cannot be read, the next poll tries again: %s", feed.id(), why);
    }

    private LogFields fields() {
        return LogFields.of("department", feed.id()).and("seq", position.seq());
    }

    @Override
    public void close() {
        closed = true;
        forget.accept(this);
    }
}
