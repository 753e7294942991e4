package dev.prosa.queue;

import dev.prosa.concurrent.PeriodicTask;
import dev.prosa.observability.Meters;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How full the queues are, counted in the database now and then and never by a scrape: at most one statement at a time,
 * and there is no figure of a queue that could not be counted.
 */
@Singleton
final class QueueMetrics {

    /** Longer than the database lets a statement run, so that a second one only follows a connection that is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final QueueCount queues;
    private final QueueMetricsConfig config;
    private final Clock clock;
    private final MultiGauge waiting;
    private final MultiGauge longestWait;
    private final PeriodicTask task;
    private volatile long departments;

    QueueMetrics(QueueCount queues, QueueMetricsConfig config, Vertx vertx, Clock clock, Meters meters) {
        this.queues = queues;
        this.config = config;
        this.clock = clock;
        this.task = new PeriodicTask(vertx, config.interval(), "The queues cannot be counted", this::count);
        waiting = meters.rows("prosa.queue.waiting", "conversations", "Conversations that nobody has taken");
        longestWait = meters.rows(
                "prosa.queue.longest.wait",
                "seconds",
                "How long a contact has waited in a conversation nobody has taken");
        meters.gauge(
                "prosa.queue.departments",
                "departments",
                "Departments, and triages, with a conversation that nobody has taken",
                () -> departments);
    }

    void start(@Observes StartupEvent event) {
        if (config.departments() > 0) task.startNow();
    }

    Uni<?> count() {
        return Uni.createFrom()
                .deferred(() -> queues.longestWaiting(config.departments()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(this::show)
                .onFailure()
                .invoke(() -> show(List.of()));
    }

    private void show(List<QueueCount.Waiting> queues) {
        departments = queues.isEmpty() ? 0 : queues.get(0).departments();
        waiting.register(queues.stream().map(QueueMetrics::howMany).toList(), true);
        longestWait.register(
                queues.stream()
                        .filter(queue -> queue.since() != null)
                        .map(this::howLong)
                        .toList(),
                true);
    }

    private static Row<?> howMany(QueueCount.Waiting queue) {
        return Row.of(labels(queue), queue.conversations());
    }

    private Row<?> howLong(QueueCount.Waiting queue) {
        return Row.of(labels(queue), () -> Duration.between(queue.since(), clock.instant())
                .toSeconds());
    }

    private static Tags labels(QueueCount.Waiting queue) {
        String department =
                queue.department() == null ? "triage" : queue.department().toString();
        return Tags.of("institution", queue.institution().toString(), "department", department);
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }
}
