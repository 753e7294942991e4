package dev.prosa.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Whether the frames of one connection are what the AsyncAPI document says; every live client asks it about every one. */
public final class FrameConformity {

    private static final AsyncApi DOCUMENT = AsyncApi.document();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_CLIENTS = DOCUMENT.messagesTakenFrom("live");
    private static final Set<String> OF_THE_SERVER = ofTheServer();
    private static final Set<String> EVENTS = DOCUMENT.eventTypes();
    private static final Set<String> OF_STREAMS = DOCUMENT.messagesOf("departmentEvents");
    /** Of a stream, those without an id: where a client stands does not change by them. */
    private static final Set<String> WITHOUT_ID = Set.of("caughtUp", "unsubscribed");

    private final Set<String> seen = new ConcurrentSkipListSet<>();

    private static Set<String> ofTheServer() {
        Set<String> names = DOCUMENT.messagesOf("live");
        names.removeAll(OF_CLIENTS);
        return names;
    }

    /** What is wrong with a frame that a client sends. */
    public List<String> ofSent(String frame) {
        try {
            return of(OF_CLIENTS, JSON.readTree(frame));
        } catch (JsonProcessingException e) {
            return List.of("no JSON");
        }
    }

    /** What is wrong with a frame that a client was sent, and with the events in it. */
    public List<String> ofReceived(JsonNode frame) {
        List<String> faults = new ArrayList<>(of(OF_THE_SERVER, frame));
        frame.path("events").forEach(event -> faults.addAll(ofEvent(event)));
        return faults;
    }

    /** What is wrong with what came by a stream of Server-Sent Events. */
    public List<String> ofStreamed(SseClient.Event event) {
        JsonNode data = event.data();
        boolean hasPosition = String.valueOf(event.id()).matches("[0-9a-f-]{36}:" + event.seq());
        List<String> faults = new ArrayList<>(isOfATest(data) ? List.of() : of(OF_STREAMS, data));
        if (!event.name().equals(data.path("type").asText())) faults.add("another name: " + event.name());
        if (hasPosition == WITHOUT_ID.contains(event.name())) faults.add("another id: " + event.id());
        return faults;
    }

    private List<String> ofEvent(JsonNode event) {
        return isOfATest(event) ? List.of() : of(EVENTS, event);
    }

    /** Those that only a test makes, straight in the database, no document describes. */
    private static boolean isOfATest(JsonNode event) {
        return event.path("type").asText().equals(FeedWriter.EVENT_TYPE);
    }

    private List<String> of(Set<String> messages, JsonNode payload) {
        String name = payload.path("type").asText();
        if (!messages.contains(name)) return List.of("no such message: " + name);
        seen.add(name);
        return DOCUMENT.errors(name, payload);
    }

    /** The names of the messages, types of events among them, that there were. */
    public Set<String> seen() {
        return Set.copyOf(seen);
    }
}
