package dev.prosa.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.LiveClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A client of one department that comes back with its position when its socket is lost. */
final class ResumingClient {

    private final String bearer;
    private final String department;
    private final String epoch;
    private final List<JsonNode> before = new ArrayList<>();
    private LiveClient socket;

    private ResumingClient(String bearer, String department, LiveClient socket) {
        this.bearer = bearer;
        this.department = department;
        this.socket = socket;
        this.epoch =
                socket.subscribe(department).awaits("subscribed").path("epoch").asText();
    }

    /** A department in which nothing has happened yet. */
    static ResumingClient of(URI where, String bearer, String department) {
        return new ResumingClient(bearer, department, LiveClient.connect(where, bearer));
    }

    boolean isLost() {
        return socket.isClosed();
    }

    void awaitsLoss() {
        socket.awaitsClose();
    }

    /** Without a word. */
    void leaves() {
        socket.abort();
    }

    void reconnectTo(URI where) {
        before.addAll(socket.events(department));
        socket = LiveClient.connect(where, bearer).subscribe(department, before.size(), epoch);
        socket.awaits("subscribed");
    }

    /** Everything it was told, over all of its sockets. */
    List<JsonNode> received(long upTo) {
        List<JsonNode> all = new ArrayList<>(before);
        all.addAll(socket.awaitsEvents(department, upTo));
        socket.close();
        return all;
    }
}
