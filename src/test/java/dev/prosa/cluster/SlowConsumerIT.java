package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Client;
import dev.prosa.testing.Scrape;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service under load, a hundredth of whose sockets stop reading. They watch a department into which long
 * messages are poured: on one machine the kernel itself takes megabytes for a peer that takes nothing.
 */
class SlowConsumerIT {

    private static final int DEPARTMENTS = 12;
    private static final int READERS_EACH = StormSize.isFull() ? 82 : 20;
    private static final int READERS_OF_LONG = 6;
    private static final int STALLED = 10;
    private static final int PER_SECOND = 36;
    private static final int SECONDS = StormSize.isFull() ? 8 : 4;

    /** 4,096 characters of four bytes; so much of it makes over 7 MB for each socket. */
    private static final String LONG_TEXT = "\uD83D\uDE00".repeat(4096);

    private static final int POURED = 400;
    private static final int POURED_AT_ONCE = 100;

    private static final int RING_BYTES = 256 * 1024;
    private static final Map<String, String> SMALL_RINGS_AND_LITTLE_PATIENCE = Map.of(
            "PROSA_LIVE_RING_BYTES", String.valueOf(RING_BYTES),
            "PROSA_LIVE_WRITE_TIMEOUT", "3S",
            "PROSA_LIVE_CLOSE_TIMEOUT", "1S");

    /** For each that is stalled the frame that it does not take: its text, two bytes a character, and its bytes. */
    private static final long FRAMES = STALLED * 4L * 65_536;

    /** Full rings, those frames, and what the service needs for other things from one moment to the other. */
    private static final long BUDGET = (DEPARTMENTS + 1L) * 2 * RING_BYTES + FRAMES + 6 * 1024 * 1024;

    /** The kernel's buffers fill, then come the configured time, its check, and the close frame that is not read. */
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(30);

    private static final long WORST_RATIO = 5;
    private static final long NOISE_MICROS = 250_000;

    @TempDir
    static Path directory;

    private static ServiceProcess service;
    private static TestInstitution institution;
    private static Client program;

    @BeforeAll
    static void start() {
        TestDatabase.Migrated database = TestDatabase.fresh();
        service = ServiceProcess.measured(database, directory, SMALL_RINGS_AND_LITTLE_PATIENCE);
        institution = TestInstitution.on(service.uri(), database);
        program = institution.program();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void slowConsumer_isClosedAndResumes_withoutCostToOthers() {
        List<UUID> departments = Stream.generate(() -> institution.department("Short"))
                .limit(DEPARTMENTS)
                .toList();
        UUID longOnes = institution.department("Long");
        UUID channel = institution.channel(longOnes);
        int port = service.uri().getPort();
        try (Swarm readers = Swarm.at(port, Duration.ZERO);
                Swarm stalled = Swarm.withSmallBuffers(port, Duration.ZERO);
                MessageLoad load = load(departments)) {
            departments.forEach(department -> join(readers, READERS_EACH, department));
            join(readers, READERS_OF_LONG, longOnes);
            join(stalled, STALLED, longOnes);
            readers.gather();
            stalled.gather();

            Histogram without = readers.deliveriesFromNow();
            pour(channel);
            load.awaitMore(SECONDS * PER_SECOND);
            System.out.println("Everybody reads: " + Latencies.of(without));

            Histogram with = readers.deliveriesFromNow();
            long began = System.nanoTime();
            stalled.stopReading();
            pour(channel);
            await("slow consumers to be closed").atMost(CLOSED_WITHIN).until(() -> tooSlow() == STALLED);
            long closedAfter = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            load.awaitMore(PER_SECOND);
            System.out.printf("%d do not: %s; closed after %,d ms%n", STALLED, Latencies.of(with), closedAfter);
            stalled.readOn();
            awaitEverybody(readers.size() + STALLED);

            long before = memory();
            stalled.stopReading();
            pour(channel);
            long most = mostMemoryUntilClosed();
            System.out.printf("Memory grew by %,d bytes, budget %,d%n", most - before, BUDGET);
            stalled.readOn();
            load.end();

            Map<String, Long> heads = FeedHeads.of(
                    institution,
                    Stream.concat(departments.stream(), Stream.of(longOnes)).toList());
            readers.awaitsAt(heads);
            stalled.awaitsAt(heads);
            System.out.printf("readers: %s%nstalled: %s%n", readers.received(heads), stalled.received(heads));
            assertThat(readers.received(heads)).matches(ReceivedEvents.Totals::isPerfect);
            assertThat(stalled.received(heads)).matches(ReceivedEvents.Totals::isPerfect);
            assertThat(most - before).isLessThan(BUDGET);
            assertThat(with.getValueAtPercentile(99))
                    .isLessThan(Math.max(NOISE_MICROS, WORST_RATIO * without.getValueAtPercentile(99)));
        }
    }

    private static void join(Swarm swarm, int count, UUID department) {
        String token = institution.agent("Ana", "AGENT", department).http().bearer();
        swarm.add(count, department.toString(), token);
    }

    private static MessageLoad load(List<UUID> departments) {
        List<MessageLoad.Sender> senders = departments.stream()
                .map(department -> MessageLoad.Sender.of(institution, department, 5))
                .toList();
        return MessageLoad.of(senders, "Is anybody there?", Integer.MAX_VALUE, PER_SECOND);
    }

    /** Many long messages of one contact. */
    private static void pour(UUID channel) {
        String phone = institution.phone();
        for (int i = 0; i < POURED; i += POURED_AT_ONCE) {
            List<Map<String, Object>> batch = IntStream.range(i, i + POURED_AT_ONCE)
                    .mapToObj(number -> TestInstitution.text(phone + "-" + number, phone, LONG_TEXT))
                    .toList();
            program.post("/v1/channels/" + channel + "/inbound", batch).ok();
        }
    }

    /** Sockets that were closed as slow consumers so far. */
    private static double tooSlow() {
        return Scrape.of(service.uri()).value("prosa_live_closed_sockets_total", "code=\"4408\"");
    }

    private static void awaitEverybody(int sockets) {
        await("everybody to be there")
                .atMost(CLOSED_WITHIN)
                .until(() -> Scrape.of(service.uri()).value("prosa_live_sockets") == sockets);
    }

    private static long mostMemoryUntilClosed() {
        List<Long> seen = new ArrayList<>();
        await("slow consumers to be closed").atMost(CLOSED_WITHIN).until(() -> {
            seen.add(memory());
            return tooSlow() == 2 * STALLED;
        });
        return seen.stream().max(Long::compare).orElseThrow();
    }

    /** The heap that is in use, and the buffers beside it. */
    private static long memory() {
        double buffers = Scrape.of(service.uri()).value("netty_allocator_memory_pinned", "memory_type=\"direct\"");
        return service.liveHeap() + Math.round(buffers);
    }
}
