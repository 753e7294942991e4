package dev.prosa.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    private static final Duration INTERVAL = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Logger logger = Logger.getLogger(PeriodicTask.class.getName());
    private final Warnings warnings = new Warnings();
    private final List<PeriodicTask> tasks = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<UniEmitter<? super Object>> unfinished = new CopyOnWriteArrayList<>();

    /** Keeps what is logged. */
    private static final class Warnings extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @BeforeEach
    void listen() {
        logger.addHandler(warnings);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(warnings);
        tasks.forEach(PeriodicTask::stop);
        vertx.close();
    }

    private PeriodicTask task(Duration interval, Supplier<Uni<?>> work) {
        PeriodicTask task = new PeriodicTask(vertx, interval, "It does not work", work);
        tasks.add(task);
        return task;
    }

    private Uni<?> countRun() {
        return Uni.createFrom().item(runs::incrementAndGet);
    }

    private Uni<?> neverEnds() {
        runs.incrementAndGet();
        return Uni.createFrom().emitter(unfinished::add);
    }

    private Uni<?> fails(RuntimeException cause) {
        runs.incrementAndGet();
        return Uni.createFrom().failure(cause);
    }

    /** Until another task of the same interval has run so often. */
    private void otherRuns(int times) {
        AtomicInteger others = new AtomicInteger();
        task(INTERVAL, () -> Uni.createFrom().item(others::incrementAndGet)).start();
        await().until(() -> others.get() >= times);
    }

    @Test
    void task_started_isRepeated() {
        task(INTERVAL, this::countRun).start();
        await().until(() -> runs.get() >= 3);
    }

    @Test
    void task_started_waitsForItsFirstInterval() {
        task(LONG, this::countRun).start();
        otherRuns(3);
        assertThat(runs).hasValue(0);
    }

    @Test
    void task_startedNow_runsBeforeTheFirstInterval() {
        task(LONG, this::countRun).startNow();
        await().until(() -> runs.get() == 1);
    }

    @Test
    void task_startedTwice_runsOnce() {
        PeriodicTask task = task(LONG, this::countRun);
        task.startNow();
        task.startNow();
        otherRuns(5);
        assertThat(runs).hasValue(1);
    }

    @Test
    void run_inFlight_isNotOvertaken() {
        task(INTERVAL, this::neverEnds).start();
        await().until(() -> unfinished.size() == 1);
        otherRuns(5);
        assertThat(runs).hasValue(1);
        unfinished.get(0).complete(null);
        await().until(() -> runs.get() == 2);
    }

    @Test
    void run_failed_isFollowedByTheNext() {
        task(INTERVAL, () -> fails(new IllegalStateException())).start();
        await().until(() -> runs.get() >= 3);
    }

    @Test
    void work_thatThrows_isRepeated() {
        PeriodicTask task = PeriodicTask.ofMethod(vertx, INTERVAL, "It does not work", this::countAndThrow);
        tasks.add(task);
        task.start();
        await().until(() -> runs.get() >= 3);
        assertThat(warnings.records).hasSize(1);
    }

    private void countAndThrow() {
        runs.incrementAndGet();
        throw new IllegalStateException();
    }

    @Test
    void failures_ofTwoKinds_areLoggedOnceEach() {
        task(INTERVAL, this::failsInTwoWays).start();
        await().until(() -> runs.get() >= 6);
        assertThat(warnings.records).hasSize(2);
    }

    private Uni<?> failsInTwoWays() {
        return fails(runs.get() % 2 == 0 ? new IllegalStateException() : new IllegalArgumentException());
    }

    @Test
    void failure_afterASuccess_isLoggedAgain() {
        task(INTERVAL, () -> runs.get() == 1 ? countRun() : fails(new IllegalStateException()))
                .start();
        await().until(() -> runs.get() >= 4);
        assertThat(warnings.records).hasSize(2);
    }

    @Test
    void stop_duringARun_cancelsIt() {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Uni<?> run = neverEnds().onCancellation().invoke(() -> cancelled.complete(null));
        PeriodicTask task = task(LONG, () -> run);
        task.startNow();
        await().until(() -> unfinished.size() == 1);
        otherRuns(1);
        task.stop();
        assertThat(cancelled).isCompleted();
    }

    @Test
    void stop_betweenRuns_isTheEnd() {
        PeriodicTask task = task(INTERVAL, this::countRun);
        task.start();
        await().until(() -> runs.get() >= 1);
        task.stop();
        int before = runs.get();
        otherRuns(5);
        assertThat(runs.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void stop_beforeTheStart_runsNothing() {
        PeriodicTask task = task(INTERVAL, this::countRun);
        task.stop();
        task.startNow();
        otherRuns(5);
        assertThat(runs).hasValue(0);
    }
}
