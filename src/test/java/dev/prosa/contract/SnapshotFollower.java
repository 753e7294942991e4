package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.LiveClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client that fetched a snapshot of each feed and follows the events after it on one socket, which may break. */
final class SnapshotFollower implements AutoCloseable {

    private final Client client;
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> events = new LinkedHashMap<>();
    private LiveClient socket;

    SnapshotFollower(Client client, List<Snapshot> taken) {
        this.client = client;
        taken.forEach(snapshot -> snapshots.put(snapshot.feed(), snapshot));
        taken.forEach(snapshot -> events.put(snapshot.feed(), new ArrayList<>()));
        connect();
    }

    private void connect() {
        socket = LiveClient.connect(client.node(), client.bearer());
        snapshots.values().forEach(s -> socket.subscribe(s.feed(), position(s), s.epoch()));
    }

    /** Loses its socket and resumes after the last event that it has. */
    void reconnect() {
        socket.abort();
        events.forEach((feed, had) -> had.addAll(after(had, socket.events(feed))));
        connect();
    }

    /** All events after the snapshot of the feed up to this position. */
    List<JsonNode> eventsUpTo(String feed, long seq) {
        List<JsonNode> all = new ArrayList<>(events.get(feed));
        if (position(snapshots.get(feed)) < seq) all.addAll(socket.awaitsEvents(feed, seq));
        return all;
    }

    Snapshot snapshot(String feed) {
        return snapshots.get(feed);
    }

    private long position(Snapshot snapshot) {
        List<JsonNode> had = events.get(snapshot.feed());
        return had.isEmpty()
                ? snapshot.seq()
                : had.get(had.size() - 1).path("seq").asLong();
    }

    private static List<JsonNode> after(List<JsonNode> had, List<JsonNode> came) {
        long last = had.isEmpty() ? 0 : had.get(had.size() - 1).path("seq").asLong();
        return came.stream().filter(event -> event.path("seq").asLong() > last).toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
