package dev.prosa.live;

import dev.prosa.feed.FeedEvent;
import java.util.List;

/** Makes frames of the events of one feed: up to a number of events and of bytes, or one event. */
final class FrameCutter {

    private static final String TAIL = "]}";

    private final String head;
    private final int maxEvents;
    private final int maxBytes;

    /** @param department the department's id or {@code triage}: needs no JSON escapes */
    FrameCutter(String department, int maxEvents, int maxBytes) {
        this.head = "{\"type\":\"events\",\"departmentId\":\"" + department + "\",\"events\":[";
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    int maxEvents() {
        return maxEvents;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** A frame of as many of these events, from the first on, as fit. */
    Frame cut(List<FeedEvent> events) {
        int count = 1;
        int bytes = head.length() + TAIL.length() + events.get(0).bytes();
        while (count < events.size() && count < maxEvents) {
            bytes += 1 + events.get(count).bytes();
            if (bytes > maxBytes) break;
            count++;
        }
        return frame(events.subList(0, count));
    }

    /** The part of this frame that ends with the event {@code seq}. */
    Frame upTo(Frame frame, long seq) {
        return frame(frame.events().stream().filter(e -> e.seq() <= seq).toList());
    }

    private Frame frame(List<FeedEvent> events) {
        StringBuilder text = new StringBuilder(head);
        char separator = 0;
        for (FeedEvent event : events) {
            if (separator != 0) text.append(separator);
            text.append(event.payload());
            separator = ',';
        }
        return new Frame(Frame.EVENTS, text.append(TAIL).toString(), null, List.copyOf(events));
    }
}
