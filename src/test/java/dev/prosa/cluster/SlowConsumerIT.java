package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Scrape;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service under load, with a hundredth of its sockets that stop reading. They are in a department whose
 * messages are long, since on one machine the kernel takes megabytes for a peer that takes nothing.
 */
class SlowConsumerIT {

    private static final int DEPARTMENTS = 12;
    private static final int READERS_EACH = 80;
    private static final int READERS_OF_LONG = 30;
    private static final int STALLED = 10;

    private static final int PER_SECOND = 60;
    private static final int LONG_PER_SECOND = 40;
    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final String LONG_TEXT = "\uD83D\uDE00".repeat(4096);

    private static final int RING_BYTES = 1 << 20;
    private static final int FRAME_BYTES = 65_536;
    private static final Map<String, String> SMALL_RINGS_AND_LITTLE_PATIENCE = Map.of(
            "PROSA_LIVE_RING_BYTES", String.valueOf(RING_BYTES),
            "PROSA_LIVE_RING_EVENTS", "64",
            "PROSA_LIVE_WRITE_TIMEOUT", "3S",
            "PROSA_LIVE_CLOSE_TIMEOUT", "1S");

    /** The rings, and for each that is stalled the frame on its way: its text, two bytes a character, and its bytes. */
    private static final long BUDGET = (DEPARTMENTS + 1) * RING_BYTES / 4 + STALLED * 4L * FRAME_BYTES;

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(45);
    private static final long WORST_RATIO = 5;
    private static final long NOISE_MICROS = 250_000;

    @TempDir
    static Path directory;

    private static ServiceProcess service;
    private static World world;

    private final Map<UUID, Traffic.Line> lines = new HashMap<>();

    @BeforeAll
    static void start() {
        TestDatabase.Migrated database = TestDatabase.fresh();
        service = ServiceProcess.on(database, directory, SMALL_RINGS_AND_LITTLE_PATIENCE);
        world = World.on(service.uri(), database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whoStopsReadingCostsTheOthersNothingIsClosedAndResumesWithNothingLost() {
        List<UUID> departments = Stream.generate(() -> world.department("Short"))
                .limit(DEPARTMENTS)
                .toList();
        UUID longOnes = world.department("Long");
        int port = service.uri().getPort();
        try (Swarm readers = Swarm.at(port, Duration.ZERO);
                Swarm stalled = Swarm.withSmallBuffers(port, Duration.ZERO)) {
            departments.forEach(department -> add(readers, READERS_EACH, department));
            add(readers, READERS_OF_LONG, longOnes);
            add(stalled, STALLED, longOnes);
            readers.gather();
            stalled.gather();
            List<Traffic.Line> shortLines = departments.stream()
                    .map(department -> Traffic.Line.of(world, department, 5))
                    .toList();
            List<Traffic.Line> longLines = List.of(Traffic.Line.of(world, longOnes, 5));
            try (Traffic small = Traffic.of(shortLines, "Hello", ENDLESS, PER_SECOND);
                    Traffic big = Traffic.of(longLines, LONG_TEXT, ENDLESS, LONG_PER_SECOND)) {
                small.awaitMore(4 * PER_SECOND);
                Histogram without = readers.deliveriesFromNow();
                small.awaitMore(12 * PER_SECOND);
                System.out.println("all read: " + Figures.of(without));
                Histogram with = readers.deliveriesFromNow();
                long began = System.nanoTime();
                stalled.stopReading();
                awaitClosed(STALLED);
                System.out.printf(
                        "stalled: %s, closed after %d ms%n", Figures.of(with), (System.nanoTime() - began) / 1_000_000);
                stalled.readOn();
                awaitSockets(readers.size() + stalled.size());

                long before = service.liveHeap();
                stalled.stopReading();
                long most = 0;
                while (slowOnesClosed() < 2 * STALLED) {
                    most = Math.max(most, service.liveHeap());
                    System.out.printf("heap %,d %,d direct %,.0f%n", before, most, direct());
                }
                stalled.readOn();
                small.end();
                big.end();
            }
            departments =
                    Stream.concat(departments.stream(), Stream.of(longOnes)).toList();
            Map<String, Long> heads = Heads.of(world, departments);
            readers.awaitsAt(heads);
            stalled.awaitsAt(heads);
            System.out.println("readers: " + readers.tally(heads));
            System.out.println("stalled: " + stalled.tally(heads));
            assertThat(readers.tally(heads)).matches(Tally.Sum::isPerfect);
            assertThat(stalled.tally(heads)).matches(Tally.Sum::isPerfect);
        }
    }

    private static double direct() {
        return Scrape.of(service.uri()).value("netty_allocator_memory_used", "memory_type=\"direct\"");
    }

    private static void add(Swarm swarm, int count, UUID department) {
        swarm.add(
                count,
                department.toString(),
                world.agent("Ana", "AGENT", department).http().bearer());
    }

    private static double slowOnesClosed() {
        return Scrape.of(service.uri()).value("prosa_live_closed_sockets_total", "code=\"4408\"");
    }

    private static void awaitClosed(int expected) {
        await("slow consumers to be closed").atMost(CLOSED_WITHIN).until(() -> slowOnesClosed() == expected);
    }

    private static void awaitSockets(int expected) {
        await("everybody to be there")
                .atMost(CLOSED_WITHIN)
                .until(() -> Scrape.of(service.uri()).value("prosa_live_sockets") == expected);
    }
}
