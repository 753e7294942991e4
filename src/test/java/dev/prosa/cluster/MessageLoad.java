package dev.prosa.cluster;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestInstitution;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Contacts that write at an even pace, in turn over some channels, each channel with its own API key. */
final class MessageLoad implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<Answer>> answers = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final List<Sender> senders;
    private final String text;
    private final int messages;
    private volatile boolean stopped;
    private volatile int next;

    /** A channel, its program and who writes there. */
    record Sender(UUID channel, Client program, List<String> phones) {

        static Sender of(TestInstitution institution, UUID department, int contacts) {
            List<String> phones = IntStream.range(0, contacts)
                    .mapToObj(i -> institution.phone())
                    .toList();
            return new Sender(institution.channel(department), institution.program(), phones);
        }

        /** A message refused for want of room is sent again, as adapters do. */
        private CompletableFuture<Answer> send(int message, String text) {
            String phone = phones.get(message % phones.size());
            String id = phone + "-" + message;
            return program.send("POST", "/v1/channels/" + channel + "/inbound", TestInstitution.text(id, phone, text))
                    .thenCompose(answer -> answer.status() == 503 ? send(message, text) : completedFuture(answer));
        }
    }

    private MessageLoad(List<Sender> senders, String text, int messages) {
        this.senders = senders;
        this.text = text;
        this.messages = messages;
    }

    /** @param perSecond messages of all senders together */
    static MessageLoad of(List<Sender> senders, String text, int messages, double perSecond) {
        MessageLoad load = new MessageLoad(senders, text, messages);
        long pause = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
        load.clock.scheduleAtFixedRate(load::send, 0, pause, TimeUnit.NANOSECONDS);
        return load;
    }

    private void send() {
        if (next == messages || stopped) {
            sent.complete(null);
            return;
        }
        int message = next;
        next = message + 1;
        answers.add(senders.get(message % senders.size()).send(message / senders.size(), text));
    }

    /** So many more than were sent so far. */
    void awaitMore(int count) {
        int target = next + count;
        await("more messages to be sent").atMost(Duration.ofSeconds(120)).until(() -> next >= target);
    }

    /** Before all of it was sent; what was sent is committed. */
    void end() {
        stopped = true;
        awaitEnd();
    }

    /** Until all of it is committed. */
    void awaitEnd() {
        sent.join();
        answers.forEach(answer -> answer.join().ok());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
