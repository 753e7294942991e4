package dev.prosa.conversation;

import dev.prosa.http.Faults;
import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What is measured of commands: how many, how they ended, how long they took. */
@Singleton
final class CommandMetrics {

    private static final String DONE = "OK";

    private final Meters meters;
    private final Faults faults;

    CommandMetrics(Meters meters, Faults faults) {
        this.meters = meters;
        this.faults = faults;
        List.of("assign", "transfer", "close", "read", "reply", "send").forEach(command -> commands(command, DONE));
    }

    private Timer commands(String command, String result) {
        return meters.timer(
                "prosa.commands", "Commands, from their beginning to the commit", "command", command, "result", result);
    }

    /** @param work to be subscribed to at once, and once */
    <T> Uni<T> measured(String command, Uni<T> work) {
        long began = System.nanoTime();
        return work.invoke(() -> ended(command, DONE, began))
                .onFailure()
                .invoke(fault -> ended(command, faults.problemOf(fault).code(), began));
    }

    private void ended(String command, String result, long began) {
        commands(command, result).record(Duration.ofNanos(System.nanoTime() - began));
    }
}
