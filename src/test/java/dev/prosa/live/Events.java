package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import dev.prosa.feed.FeedPage;
import dev.prosa.feed.FeedPosition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Events for tests that need no database. */
final class Events {

    static final UUID EPOCH = UUID.randomUUID();

    private Events() {}

    static FeedEvent event(long seq) {
        return event(seq, "{\"seq\":" + seq + "}");
    }

    static FeedEvent event(long seq, String payload) {
        return new FeedEvent(seq, "test.event", Instant.EPOCH, null, false, payload.length(), payload);
    }

    /** @param agent whose access ends; null: everybody's */
    static FeedEvent revocation(long seq, UUID agent) {
        String payload = "{\"seq\":" + seq + "}";
        return new FeedEvent(seq, "test.event", Instant.EPOCH, agent, true, payload.length(), payload);
    }

    static List<FeedEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Events::event).toList();
    }

    static FeedPage page(long head, List<FeedEvent> events) {
        return new FeedPage(at(head), events);
    }

    static FeedPosition at(long seq) {
        return new FeedPosition(EPOCH, seq);
    }
}
