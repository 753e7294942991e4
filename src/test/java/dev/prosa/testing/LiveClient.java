package dev.prosa.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A client of live push as a program would write one. It keeps every frame and the events of each department, and
 * fails at once when one is missing, comes twice or comes without a subscription, or when a frame of either side is not
 * as the AsyncAPI document says.
 */
public final class LiveClient implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FrameConformity conformity = new FrameConformity();
    private final List<JsonNode> frames = new ArrayList<>();
    private final Map<String, List<JsonNode>> events = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private int seen;
    private Integer closeCode;
    private String closeReason;

    private LiveClient() {}

    /** @param base {@code http://host:port}; fails with CompletionException if the upgrade is refused */
    public static LiveClient connect(URI base, String bearer) {
        LiveClient client = new LiveClient();
        client.socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + bearer)
                .subprotocols("prosa.v1")
                .buildAsync(live(base), client)
                .join();
        return client;
    }

    public static URI live(URI base) {
        return URI.create(base.toString().replaceFirst("^http", "ws")).resolve("/v1/live");
    }

    // --- what it sends

    public LiveClient subscribe(String department) {
        return send("{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\"}");
    }

    public LiveClient subscribe(String department, long after, String epoch) {
        return send("{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\",\"after\":" + after
                + ",\"epoch\":\"" + epoch + "\"}");
    }

    public LiveClient unsubscribe(String department) {
        return send("{\"type\":\"unsubscribe\",\"departmentId\":\"" + department + "\"}");
    }

    public LiveClient renew(String token) {
        return send("{\"type\":\"renew\",\"token\":\"" + token + "\"}");
    }

    private LiveClient send(String frame) {
        List<String> faults = conformity.ofSent(frame);
        if (!faults.isEmpty()) throw new AssertionError(frame + " is not as the AsyncAPI document says: " + faults);
        return sendWrong(frame);
    }

    /** What the document does not let one send. */
    public LiveClient sendWrong(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    public LiveClient sendWrongInTwoFrames(String message) {
        int half = message.length() / 2;
        socket.sendText(message.substring(0, half), false).join();
        socket.sendText(message.substring(half), true).join();
        return this;
    }

    /** Leaves without a word, as a browser that is killed. */
    public void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
        failOnViolation();
    }

    // --- what it awaits

    /** The next frame of this type, not looked at before; what lies between is passed over. */
    public synchronized JsonNode awaits(String type) {
        return awaits(frame -> frame.path("type").asText().equals(type), type);
    }

    /** The next frame of this type about this department. */
    public synchronized JsonNode awaits(String type, String department) {
        return awaits(
                frame -> frame.path("type").asText().equals(type)
                        && frame.path("departmentId").asText().equals(department),
                type + " of " + department);
    }

    private JsonNode awaits(Predicate<JsonNode> wanted, String what) {
        await(() -> skipTo(wanted), what);
        return frames.get(seen++);
    }

    private boolean skipTo(Predicate<JsonNode> wanted) {
        while (seen < frames.size() && !wanted.test(frames.get(seen))) seen++;
        return seen < frames.size();
    }

    /** All events of the department so far, once the one with this seq is among them. */
    public synchronized List<JsonNode> awaitsEvents(String department, long upTo) {
        await(() -> positions.getOrDefault(department, -1L) >= upTo, "event " + upTo + " of " + department);
        return events(department);
    }

    public synchronized int awaitsClose() {
        await(() -> closeCode != null, "close");
        return closeCode;
    }

    public synchronized boolean isClosed() {
        return closeCode != null;
    }

    public synchronized String closeReason() {
        return closeReason;
    }

    /** All events of the department so far, over all of its subscriptions, in the order they came. */
    public synchronized List<JsonNode> events(String department) {
        failOnViolation();
        return List.copyOf(events.getOrDefault(department, List.of()));
    }

    public synchronized List<Long> seqs(String department) {
        return events(department).stream().map(e -> e.path("seq").asLong()).toList();
    }

    public synchronized List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** The names of the document's messages that were sent or came. */
    public Set<String> messages() {
        return conformity.seen();
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            failOnViolation();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) throw new AssertionError("awaited " + what + ", came: " + tail());
            waitFor(left);
        }
        failOnViolation();
    }

    private void waitFor(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String tail() {
        return frames.subList(Math.max(0, frames.size() - 10), frames.size()) + ", closed: " + closeCode;
    }

    private synchronized void failOnViolation() {
        if (!violations.isEmpty()) throw new AssertionError(violations.toString());
    }

    // --- what comes in

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            arrived(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void arrived(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            frames.add(frame);
            take(frame);
            conformity.ofReceived(frame).forEach(fault -> violations.add(fault + " in " + text));
        } catch (JsonProcessingException e) {
            violations.add("not JSON: " + text);
        }
        notifyAll();
    }

    private void take(JsonNode frame) {
        String department = frame.path("departmentId").asText();
        switch (frame.path("type").asText()) {
            case "subscribed", "resync" ->
                positions.put(department, frame.path("seq").asLong());
            case "unsubscribed" -> positions.remove(department);
            case "events" -> frame.path("events").forEach(event -> take(department, event));
            case "caughtUp" -> check(department, frame.path("seq").asLong(), "caughtUp");
            default -> {}
        }
    }

    private void take(String department, JsonNode event) {
        long seq = event.path("seq").asLong();
        check(department, seq - 1, "event " + seq);
        positions.put(department, seq);
        events.computeIfAbsent(department, d -> new ArrayList<>()).add(event);
    }

    private void check(String department, long expected, String what) {
        Long position = positions.get(department);
        if (position == null || position != expected) violations.add(what + " of " + department + " after " + position);
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        closeReason = reason;
        notifyAll();
        return null;
    }

    @Override
    public synchronized void onError(WebSocket from, Throwable error) {
        if (closeCode == null) closeCode = 1006;
        notifyAll();
    }
}
