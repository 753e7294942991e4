package dev.prosa.feed;

import java.util.List;

/** Where the events of a followed feed go. Called by one thread at a time. */
public interface FeedSink {

    /** The next events of the feed: in order, without gap or repeat. */
    void events(List<FeedEvent> events);

    /** The feed goes on from here, if anywhere; what lies between is gone, or belongs to another history. */
    void restarted(FeedPosition head);
}
