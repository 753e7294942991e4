package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedPosition;
import dev.prosa.feed.FeedSink;
import dev.prosa.live.ReadResult.NotBuffered;
import dev.prosa.live.ReadResult.Ready;
import dev.prosa.live.ReadResult.Rewound;
import dev.prosa.live.ReadResult.UpToDate;
import dev.prosa.observability.RedactedThrowable;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * The latest events of one feed for all who watch it on this node; each frame is encoded once for all at one cursor.
 *
 * <p>Safe for all threads: ring and frames are guarded by the hub's lock, watchers are woken after its release. A watcher
 * that got {@link UpToDate} is woken after the events it has not seen are here, never before.
 */
final class DepartmentHub implements FeedSink {

    private static final Logger LOG = Logger.getLogger(DepartmentHub.class);
    private static final int CACHED_FRAMES = 64;

    private final FrameCutter cutter;
    private final int ringEvents;
    private final long ringBytes;
    private final Set<Runnable> watchers = ConcurrentHashMap.newKeySet();
    private final Map<Long, Frame> frames = new HashMap<>();
    private final Map<Long, Uni<FeedPage>> reads = new HashMap<>();
    private final LongFunction<Uni<FeedPage>> log;
    private EventRing ring;
    private UUID epoch;
    /** The highest seq that the feed is known to have had. */
    private long known;

    private int rewinds;

    /**
     * @param log reads the events after a seq
     * @param head the known head of the feed; the events between {@code start} and the head are read next
     */
    DepartmentHub(
            FrameCutter cutter,
            int ringEvents,
            long ringBytes,
            LongFunction<Uni<FeedPage>> log,
            long start,
            FeedPosition head) {
        this.cutter = cutter;
        this.ringEvents = ringEvents;
        this.ringBytes = ringBytes;
        this.log = log;
        startAt(new FeedPosition(head.epoch(), start));
        known = head.seq();
    }

    private synchronized void startAt(FeedPosition position) {
        frames.clear();
        reads.clear();
        ring = new EventRing(ringEvents, ringBytes, position.seq());
        epoch = position.epoch();
        known = position.seq();
    }

    FrameCutter cutter() {
        return cutter;
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    @Override
    public void events(List<FeedEvent> events) {
        keep(events);
        wakeAll();
    }

    /** An exception of one watcher must not keep the others from being woken. */
    private void wakeAll() {
        for (Runnable watcher : watchers) {
            try {
                watcher.run();
            } catch (RuntimeException e) {
                LOG.errorf(RedactedThrowable.of(e), "A watcher could not be woken");
            }
        }
    }

    private synchronized void keep(List<FeedEvent> events) {
        frames.clear();
        reads.clear();
        events.forEach(ring::add);
    }

    @Override
    public void restarted(FeedPosition head) {
        restartAt(head);
        wakeAll();
    }

    private synchronized void restartAt(FeedPosition head) {
        boolean isRewind = head.epoch().equals(epoch) && head.seq() < Math.max(ring.last(), known);
        if (isRewind) rewinds++;
        startAt(head);
    }

    /** How often the feed went back to an earlier position of the same epoch while it was followed. */
    synchronized int rewinds() {
        return rewinds;
    }

    /** The seq of the latest event in the ring. */
    synchronized long last() {
        return ring.last();
    }

    /** The frame after this position, if it is here, for a reader that has seen so many rewinds. */
    synchronized ReadResult after(FeedPosition cursor, int rewindsSeen) {
        if (!epoch.equals(cursor.epoch())) return new NotBuffered();
        if (rewinds != rewindsSeen) return new Rewound();
        if (cursor.seq() > Math.max(ring.last(), known)) return new NotBuffered();
        if (cursor.seq() >= ring.last()) return new UpToDate();
        return ring.reachesBackTo(cursor.seq()) ? new Ready(frameAfter(cursor.seq())) : new NotBuffered();
    }

    private Frame frameAfter(long seq) {
        Frame known = frames.get(seq);
        if (known != null) return known;
        Frame frame = cutter.cut(ring.after(seq, cutter.maxEvents()));
        if (frames.size() < CACHED_FRAMES) frames.put(seq, frame);
        return frame;
    }

    /**
     * Reads the log after this position. Readers of the same position share one read, which began after the latest
     * change of this hub, so that none of them gets less than the hub had when they asked.
     */
    synchronized Uni<FeedPage> logAfter(FeedPosition position) {
        return reads.computeIfAbsent(position.seq(), this::read);
    }

    private Uni<FeedPage> read(long seq) {
        return log.apply(seq)
                .onTermination()
                .invoke(() -> forget(seq))
                .memoize()
                .indefinitely();
    }

    private synchronized void forget(long seq) {
        reads.remove(seq);
    }
}
