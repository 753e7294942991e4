package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PumpTest {

    private final Queue<String> waiting = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private UniEmitter<? super Void> inFlight;
    private final Pump<String> pump = new Pump<>(waiting::poll, this::write, failures::add, Runnable::run);

    private Uni<Void> write(String frame) {
        sent.add(frame);
        return Uni.createFrom().emitter(emitter -> inFlight = emitter);
    }

    private void offer(String frame) {
        waiting.add(frame);
        pump.wake();
    }

    @Test
    void writesAtOnceWhenNothingIsInFlight() {
        offer("a");
        assertThat(sent).containsExactly("a");
    }

    @Test
    void writesTheNextOnlyWhenTheOneBeforeHasLeft() {
        offer("a");
        offer("b");
        assertThat(sent).containsExactly("a");
        inFlight.complete(null);
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void aWakeUpWhileTheSourceIsAskedNeitherOvertakesNorIsLost() {
        List<Pump<String>> self = new ArrayList<>();
        self.add(new Pump<>(() -> firstThenSecond(self.get(0)), this::write, failures::add, Runnable::run));
        self.get(0).wake();
        assertThat(sent).containsExactly("first");
        inFlight.complete(null);
        assertThat(sent).containsExactly("first", "second");
    }

    private String firstThenSecond(Pump<String> asking) {
        if (sent.isEmpty() && waiting.isEmpty()) {
            waiting.add("second");
            asking.wake();
            return "first";
        }
        return waiting.poll();
    }

    @Test
    void aWakeUpWhileTheSourceFindsNothingMakesItLookAgain() {
        AtomicInteger asked = new AtomicInteger();
        List<Pump<String>> self = new ArrayList<>();
        self.add(new Pump<>(() -> nothingThenOne(self.get(0), asked), this::write, failures::add, Runnable::run));
        self.get(0).wake();
        assertThat(sent).containsExactly("one");
    }

    private static String nothingThenOne(Pump<String> asking, AtomicInteger asked) {
        if (asked.getAndIncrement() > 0) return "one";
        asking.wake();
        return null;
    }

    @Test
    void aStoppedPumpWritesNothingMore() {
        offer("a");
        offer("b");
        pump.stop();
        inFlight.complete(null);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void aFailedWriteIsReportedAndIsTheLast() {
        offer("a");
        offer("b");
        inFlight.fail(new IllegalStateException("gone"));
        assertThat(failures).hasSize(1);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void aSourceThatThrowsBreaksThePumpInsteadOfLeavingItBusy() {
        IllegalStateException wrong = new IllegalStateException("wrong");
        Supplier<String> source = () -> {
            throw wrong;
        };
        Pump<String> throwing = new Pump<>(source, this::write, failures::add, Runnable::run);
        throwing.wake();
        assertThat(failures).containsExactly(wrong);
        assertThat(throwing.isWriting()).isFalse();
    }

    @Test
    void underRacingWakeUpsEverythingIsWrittenInOrderAndNeverTwoAtOnce() throws InterruptedException {
        int frames = 50_000;
        Queue<String> source = new ConcurrentLinkedQueue<>();
        AtomicBoolean writing = new AtomicBoolean();
        AtomicInteger overlaps = new AtomicInteger();
        List<String> written = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(frames);
        ExecutorService serial = Executors.newSingleThreadExecutor();
        ExecutorService network = Executors.newSingleThreadExecutor();
        Pump<String> racing = new Pump<>(
                source::poll,
                frame -> {
                    if (!writing.compareAndSet(false, true)) overlaps.incrementAndGet();
                    written.add(frame);
                    return Uni.createFrom()
                            .voidItem()
                            .emitOn(network)
                            .invoke(() -> writing.set(false))
                            .invoke(all::countDown);
                },
                failures::add,
                serial);
        for (int i = 0; i < frames; i++) {
            source.add("" + i);
            serial.execute(racing::wake);
        }
        boolean done = all.await(20, TimeUnit.SECONDS);
        serial.shutdownNow();
        network.shutdownNow();
        assertThat(done).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(written).hasSize(frames);
        for (int i = 0; i < frames; i++) assertThat(written.get(i)).isEqualTo("" + i);
    }
}
