package dev.prosa.live;

import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.Counter;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The metrics of live push on this node. */
@Singleton
final class LiveMetrics {

    private final Meters meters;
    private final Counter frames;
    private final Counter deliveries;
    private final Counter closesByClients;
    private final AtomicInteger subscriptions = new AtomicInteger();

    LiveMetrics(Meters meters) {
        this.meters = meters;
        frames = meters.counter("prosa.live.frames", "frames", "Frames handed to sockets, of whatever kind");
        deliveries = meters.counter("prosa.live.delivered", "events", "Events handed to sockets, each for each socket");
        closesByClients = closes("client");
        meters.gauge("prosa.live.subscriptions", "subscriptions", "Subscriptions of all sockets", subscriptions::get);
        Stream.of(CloseCode.values()).forEach(code -> closes(String.valueOf(code.code())));
        Stream.of("ahead", "epoch", "expired").forEach(this::resyncs);
    }

    private Counter closes(String code) {
        return meters.counter(
                "prosa.live.closed", "sockets", "Sockets that were closed, by whom and why", "code", code);
    }

    private Counter resyncs(String reason) {
        return meters.counter(
                "prosa.live.resyncs",
                "resyncs",
                "Subscriptions that were told to fetch the snapshot",
                "reason",
                reason);
    }

    void sockets(IntSupplier open) {
        meters.gauge("prosa.live.sockets", "sockets", "Sockets and streams that are open", open::getAsInt);
    }

    void hubs(IntSupplier open) {
        meters.gauge("prosa.live.watched", "feeds", "Feeds that somebody watches, or did a while ago", open::getAsInt);
    }

    void subscribed() {
        subscriptions.incrementAndGet();
    }

    void unsubscribed() {
        subscriptions.decrementAndGet();
    }

    void sent() {
        frames.increment();
    }

    void delivered(int events) {
        deliveries.increment(events);
    }

    void resynced(String reason) {
        resyncs(reason).increment();
    }

    void closed(int code) {
        closes(String.valueOf(code)).increment();
    }

    /** Closed by the client, or by the network. */
    void closedByClient() {
        closesByClients.increment();
    }
}
