package dev.prosa.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of Server-Sent Events that reads them as the standard says, and keeps them all. */
public final class SseClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Event> events = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final HttpHeaders headers;
    private final InputStream body;
    private int seen;
    private Long retry;
    private boolean ended;

    /** @param id null: none was given */
    public record Event(String id, String name, JsonNode data) {
        public long seq() {
            return data.path("seq").asLong();
        }
    }

    private SseClient(HttpResponse<InputStream> answer) {
        headers = answer.headers();
        body = answer.body();
    }

    /** @param lastEventId null: from now on; fails with IllegalStateException if the answer is not 200 */
    public static SseClient open(URI base, String bearer, String department, String lastEventId) {
        HttpResponse<InputStream> answer = ask(base, bearer, department, lastEventId);
        if (answer.statusCode() != 200) throw new IllegalStateException("the answer is " + answer.statusCode());
        SseClient client = new SseClient(answer);
        Thread reader = new Thread(client::read, "sse-client");
        reader.setDaemon(true);
        reader.start();
        return client;
    }

    /** The answer to the request for a stream, its body not read yet. */
    public static HttpResponse<InputStream> ask(URI base, String bearer, String department, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/v1/departments/" + department + "/events"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/event-stream");
        if (bearer != null) request.header("Authorization", "Bearer " + bearer);
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) block.add(line);
                else take(block);
            }
        } catch (IOException cut) {
            // the end, like any other
        }
        end();
    }

    private synchronized void take(List<String> block) {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line : block) {
            if (line.startsWith(":")) comments.add(line.substring(1).strip());
            else if (line.startsWith("retry:"))
                retry = Long.valueOf(line.substring(6).strip());
            else if (line.startsWith("id:")) id = line.substring(3).strip();
            else if (line.startsWith("event:")) name = line.substring(6).strip();
            else if (line.startsWith("data:")) data.append(line.substring(5).strip());
            else throw new AssertionError("no line of a stream: " + line);
        }
        block.clear();
        if (data.length() > 0) events.add(new Event(id, name, json(data.toString())));
        notifyAll();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next event of this name, not looked at before; what lies between is passed over. */
    public synchronized Event awaits(String name) {
        return awaits(event -> event.name().equals(name), name);
    }

    /** All events of the feed up to this seq. */
    public synchronized List<Event> awaitsSeq(long seq) {
        awaits(event -> isOfTheFeed(event) && event.seq() == seq, "event " + seq);
        return ofTheFeed();
    }

    public synchronized List<Event> ofTheFeed() {
        return events.stream().filter(SseClient::isOfTheFeed).toList();
    }

    private static boolean isOfTheFeed(Event event) {
        return event.data().has("at");
    }

    private Event awaits(Predicate<Event> wanted, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (seen < events.size()) {
                Event next = events.get(seen++);
                if (wanted.test(next)) return next;
            }
            waitUntil(deadline, what);
        }
    }

    public synchronized void awaitsComment(String text) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!comments.contains(text)) waitUntil(deadline, "comment " + text);
    }

    public synchronized void awaitsEnd() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ended) waitUntil(deadline, "the end");
    }

    private void waitUntil(long deadline, String what) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) throw new AssertionError("awaited " + what + ", came: " + events + comments);
        try {
            wait(left);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server said how long to wait before coming back; null: nothing. */
    public synchronized Long retry() {
        return retry;
    }

    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
