package dev.prosa.live.sse;

import dev.prosa.feed.FeedEvent;
import dev.prosa.feed.FeedPosition;
import dev.prosa.live.Frame;
import dev.prosa.live.ServerFrames;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Frames as Server-Sent Events (the WHATWG's text/event-stream): the id of an event is its position, {@code epoch:seq};
 * all data is JSON on one line. Knows the epoch of one stream; not safe for several threads.
 */
final class ServerSentEvents {

    private final Duration reconnectJitter;
    private UUID epoch;

    ServerSentEvents(Duration reconnectJitter) {
        this.reconnectJitter = reconnectJitter;
    }

    /** Empty for a frame that has no meaning in a stream. */
    String of(Frame frame) {
        return switch (frame.type()) {
            case Frame.EVENTS -> events(frame);
            case ServerFrames.SUBSCRIBED, ServerFrames.RESYNC -> start(frame);
            case ServerFrames.CAUGHT_UP, ServerFrames.UNSUBSCRIBED -> event(frame.type(), frame.text());
            case ServerFrames.HEARTBEAT -> ": " + frame.type() + "\n\n";
            default -> "";
        };
    }

    private String events(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (FeedEvent event : frame.events()) {
            text.append(id(event.seq())).append(event(event.type(), event.payload()));
        }
        return text.toString();
    }

    private String start(Frame frame) {
        FeedPosition start = frame.position();
        epoch = start.epoch();
        return id(start.seq()) + event(frame.type(), frame.text());
    }

    private String id(long seq) {
        return "id: " + epoch + ":" + seq + "\n";
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    /** Each client gets its own delay, so that they do not all reconnect at once. */
    String end(String reason) {
        long delay = ThreadLocalRandom.current().nextLong(reconnectJitter.toMillis() + 1);
        return ": " + reason + "\nretry: " + delay + "\n\n";
    }
}
