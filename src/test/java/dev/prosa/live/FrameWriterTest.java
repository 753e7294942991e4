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

class FrameWriterTest {

    private final Queue<String> waiting = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private UniEmitter<? super Void> inFlight;
    private final FrameWriter<String> writer =
            new FrameWriter<>(waiting::poll, this::write, failures::add, Runnable::run);

    private Uni<Void> write(String frame) {
        sent.add(frame);
        return Uni.createFrom().emitter(emitter -> inFlight = emitter);
    }

    private void offer(String frame) {
        waiting.add(frame);
        writer.wake();
    }

    @Test
    void idleWriter_writesAtOnce() {
        offer("a");
        assertThat(sent).containsExactly("a");
    }

    @Test
    void busyWriter_writesNext_whenTheFirstHasLeft() {
        offer("a");
        offer("b");
        assertThat(sent).containsExactly("a");
        inFlight.complete(null);
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void wakeUp_whileTheSourceIsAsked_isNotLost() {
        List<FrameWriter<String>> self = new ArrayList<>();
        self.add(new FrameWriter<>(() -> firstThenSecond(self.get(0)), this::write, failures::add, Runnable::run));
        self.get(0).wake();
        assertThat(sent).containsExactly("first");
        inFlight.complete(null);
        assertThat(sent).containsExactly("first", "second");
    }

    private String firstThenSecond(FrameWriter<String> asking) {
        if (sent.isEmpty() && waiting.isEmpty()) {
            waiting.add("second");
            asking.wake();
            return "first";
        }
        return waiting.poll();
    }

    @Test
    void wakeUp_whileTheSourceIsEmpty_asksAgain() {
        AtomicInteger asked = new AtomicInteger();
        List<FrameWriter<String>> self = new ArrayList<>();
        self.add(
                new FrameWriter<>(() -> nothingThenOne(self.get(0), asked), this::write, failures::add, Runnable::run));
        self.get(0).wake();
        assertThat(sent).containsExactly("one");
    }

    private static String nothingThenOne(FrameWriter<String> asking, AtomicInteger asked) {
        if (asked.getAndIncrement() > 0) return "one";
        asking.wake();
        return null;
    }

    @Test
    void stoppedWriter_writesNothing() {
        offer("a");
        offer("b");
        writer.stop();
        inFlight.complete(null);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void failedWrite_isReported_andIsTheLast() {
        offer("a");
        offer("b");
        inFlight.fail(new IllegalStateException("gone"));
        assertThat(failures).hasSize(1);
        assertThat(sent).containsExactly("a");
    }

    @Test
    void throwingSource_stopsWriter() {
        IllegalStateException wrong = new IllegalStateException("wrong");
        Supplier<String> source = () -> {
            throw wrong;
        };
        FrameWriter<String> throwing = new FrameWriter<>(source, this::write, failures::add, Runnable::run);
        throwing.wake();
        assertThat(failures).containsExactly(wrong);
        assertThat(throwing.isWriting()).isFalse();
    }

    @Test
    void racingWakeUps_writeInOrder_neverTwoAtOnce() throws InterruptedException {
        int frames = 50_000;
        Queue<String> source = new ConcurrentLinkedQueue<>();
        AtomicBoolean writing = new AtomicBoolean();
        AtomicInteger overlaps = new AtomicInteger();
        List<String> written = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(frames);
        ExecutorService eventLoop = Executors.newSingleThreadExecutor();
        ExecutorService network = Executors.newSingleThreadExecutor();
        FrameWriter<String> racing = new FrameWriter<>(
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
                eventLoop);
        for (int i = 0; i < frames; i++) {
            source.add("" + i);
            eventLoop.execute(racing::wake);
        }
        boolean done = all.await(20, TimeUnit.SECONDS);
        eventLoop.shutdownNow();
        network.shutdownNow();
        assertThat(done).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(written).hasSize(frames);
        for (int i = 0; i < frames; i++) assertThat(written.get(i)).isEqualTo("" + i);
    }
}
