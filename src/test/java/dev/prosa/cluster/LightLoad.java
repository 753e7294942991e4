package dev.prosa.cluster;

import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Client;
import dev.prosa.testing.TestInstitution;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A contact that writes one message after the other, each repeated until it is acknowledged. */
final class LightLoad {

    private final Client adapter;
    private final UUID channel;
    private final String phone;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean goesOn = true;
    private CompletableFuture<Void> writing;

    private LightLoad(Client adapter, UUID channel, String phone) {
        this.adapter = adapter;
        this.channel = channel;
        this.phone = phone;
    }

    static LightLoad of(Client adapter, UUID channel, String phone) {
        LightLoad load = new LightLoad(adapter, channel, phone);
        load.writing = CompletableFuture.runAsync(load::write);
        return load;
    }

    /** The ids of the messages, each acknowledged. */
    Set<String> stop() {
        goesOn = false;
        writing.join();
        return acknowledged;
    }

    void awaitMore(int messages) {
        int target = acknowledged.size() + messages;
        await("more messages to be acknowledged")
                .atMost(Duration.ofSeconds(60))
                .until(() -> acknowledged.size() >= target);
    }

    private void write() {
        for (int i = 1; goesOn; i++) {
            String id = phone + "-" + i;
            while (!isAcknowledged(id)) Thread.onSpinWait();
            acknowledged.add(id);
        }
    }

    private boolean isAcknowledged(String id) {
        try {
            return adapter.post("/v1/channels/" + channel + "/inbound", TestInstitution.text(id, phone, id))
                            .status()
                    == 200;
        } catch (RuntimeException connectionLost) {
            return false;
        }
    }
}
