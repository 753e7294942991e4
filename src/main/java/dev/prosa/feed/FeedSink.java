package dev.prosa.feed;

import java.util.List;

/** Takes the events of a followed feed. Called by one thread at a time. */
public interface FeedSink {

    /** The next events of the feed: in order, without gap or repeat. */
    void events(List<FeedEvent> events);

    /**
     * The next event is the one after this head; the events before it that were not given are missing or of another
     * epoch.
     */
    void restarted(FeedPosition head);
}
