package dev.prosa.feed;

import java.util.List;

/** Measures what it hands on to another sink. */
record MeasuredSink(FeedSink sink, FeedMetrics metrics) implements FeedSink {

    @Override
    public void events(List<FeedEvent> events) {
        sink.events(events);
        metrics.handedOver(events);
    }

    @Override
    public void restarted(FeedPosition head) {
        sink.restarted(head);
        metrics.restarted();
    }
}
