package dev.prosa.cluster;

import io.vertx.core.http.ClientWebSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client of one department that comes back with its position for ever. Confined to its swarm's event loop; what it was
 * told may be asked from anywhere.
 */
final class SwarmClient {

    private final Swarm swarm;
    private final String department;
    private final String bearer;
    private final ReceivedEvents received = new ReceivedEvents();
    private final CompletableFuture<Void> watching = new CompletableFuture<>();
    private ClientWebSocket socket;
    private String epoch;
    private long began;

    SwarmClient(Swarm swarm, String department, String bearer) {
        this.swarm = swarm;
        this.department = department;
        this.bearer = bearer;
    }

    /** Done when it has caught up for the first time. */
    CompletableFuture<Void> start() {
        swarm.run(this::connect);
        return watching;
    }

    private void connect() {
        began = System.nanoTime();
        ClientWebSocket next = swarm.socket();
        socket = next;
        next.textMessageHandler(text -> onText(next, text)).closeHandler(v -> lost(next));
        next.exceptionHandler(broken -> {});
        next.connect(swarm.liveWith(bearer))
                .onSuccess(open -> next.writeTextMessage(subscription()))
                .onFailure(refused -> lost(next));
    }

    private synchronized String subscription() {
        return received.isEmpty()
                ? LiveFrame.subscribe(department)
                : LiveFrame.subscribe(department, received.position(), epoch);
    }

    private void lost(ClientWebSocket which) {
        if (which != socket) return;
        socket = null;
        swarm.afterAway(this::connect);
    }

    private void onText(ClientWebSocket from, String text) {
        try {
            if (from == socket) take(LiveFrame.parse(text));
        } catch (RuntimeException wrong) {
            swarm.fails(wrong);
        }
    }

    private synchronized void take(LiveFrame frame) {
        switch (frame.type()) {
            case "subscribed", "resync" -> startsAfter(frame);
            case "events" -> frame.events().forEach(this::onEvent);
            case "caughtUp" -> caughtUp();
            default -> {}
        }
    }

    private void startsAfter(LiveFrame frame) {
        epoch = frame.epoch();
        received.startsAfter(frame.seq());
    }

    private void onEvent(LiveFrame.Event event) {
        received.received(event.seq());
        swarm.delivered(ChronoUnit.MICROS.between(Instant.parse(event.at()), Instant.now()));
    }

    private void caughtUp() {
        if (!watching.complete(null)) swarm.reconnected(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
    }

    void stopReading() {
        if (socket != null) socket.pause();
    }

    void readOn() {
        if (socket != null) socket.resume();
    }

    synchronized boolean isAt(Map<String, Long> heads) {
        return received.position() == heads.get(department);
    }

    synchronized ReceivedEvents.Totals received(Map<String, Long> heads) {
        return received.upTo(heads.get(department));
    }

    @Override
    public synchronized String toString() {
        return "at " + received.position() + (socket == null ? ", away" : "");
    }
}
