package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.prosa.testing.FaultProxy;
import dev.prosa.testing.RandomFaults;
import dev.prosa.testing.Scrape;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import java.nio.file.Path;
import java.time.Duration;
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
 * The packaged service behind a network that cuts every connection again and again, and beside it, behind the same
 * network, a server that pushes without a cursor.
 */
class JitterIT {

    private static final int SOCKETS = StormSize.isFull() ? 2000 : 400;
    private static final int SECONDS = StormSize.isFull() ? 48 : 24;
    private static final long SEED = StormSize.seedOf(JitterIT.class);

    private static final int DEPARTMENTS = 20;
    private static final int AGENTS_EACH = 4;
    private static final int CONTACTS_EACH = 10;
    /** Each contact's first message makes two events, every other one. */
    private static final int EVENTS_EACH = SECONDS * 5 / 2;

    private static final int MESSAGES_EACH = EVENTS_EACH - CONTACTS_EACH;
    private static final int NAIVE_SOCKETS = 200;
    private static final Duration MEAN_LIFE = Duration.ofSeconds(15);
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(2);

    private static final Map<String, String> SOON_GONE = Map.of(
            "QUARKUS_WEBSOCKETS_NEXT_SERVER_AUTO_PING_INTERVAL", "4S",
            "PROSA_LIVE_CLIENT_TIMEOUT", "10S",
            "PROSA_LIVE_MAX_CONNECTIONS_PER_ADDRESS", "20000");
    /** The silence, its check and the unanswered close frame make 16 s; as much again for a busy machine. */
    private static final Duration REAPED_WITHIN = Duration.ofSeconds(2 * (10 + 1 + 5));

    @TempDir
    static Path directory;

    private static ServiceProcess service;
    private static TestInstitution institution;

    @BeforeAll
    static void start() {
        TestDatabase.Migrated database = TestDatabase.fresh();
        service = ServiceProcess.measured(database, directory, SOON_GONE);
        institution = TestInstitution.on(service.uri(), database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void events_overConnectionsCutAgain_arriveOnceInOrder() {
        List<UUID> departments = Stream.generate(() -> institution.department("Jitter"))
                .limit(DEPARTMENTS)
                .toList();
        List<String> names = departments.stream().map(UUID::toString).toList();
        List<MessageLoad.Sender> senders = departments.stream()
                .map(department -> MessageLoad.Sender.of(institution, department, CONTACTS_EACH))
                .toList();
        int port = service.uri().getPort();
        String program = institution.program().bearer();
        try (NaiveServer naive = NaiveServer.relaying(port, program, names);
                FaultProxy proxy = FaultProxy.to(port);
                FaultProxy naiveWire = FaultProxy.to(naive.port());
                Swarm swarm = Swarm.at(proxy.port(), AWAY);
                Swarm naiveSwarm = Swarm.at(naiveWire.port(), AWAY)) {
            departments.forEach(department -> join(swarm, department));
            names.forEach(department -> naiveSwarm.add(NAIVE_SOCKETS / DEPARTMENTS, department, program));
            swarm.gather();
            naiveSwarm.gather();

            System.out.printf("%,d sockets for %d seconds%n", swarm.size(), SECONDS);
            proxy.injectFaults(new RandomFaults(SEED, MEAN_LIFE));
            naiveWire.injectFaults(new RandomFaults(SEED, MEAN_LIFE));
            Histogram cold = swarm.reconnectsFromNow();
            Histogram catchUps = writeThrough(senders, swarm);
            proxy.stopFaults();
            naiveWire.stopFaults();
            Map<String, Long> heads = FeedHeads.of(institution, departments);
            swarm.awaitsAt(heads);
            naiveSwarm.awaitsAt(heads);

            ReceivedEvents.Totals received = swarm.received(heads);
            ReceivedEvents.Totals naivelyReceived = naiveSwarm.received(heads);
            System.out.printf("Prosa: %s%n", received);
            System.out.printf(
                    "reconnect to caughtUp: %s; while cold: %s%n", Latencies.of(catchUps), Latencies.of(cold));
            System.out.printf("naive: %s%n", naivelyReceived);
            assertThat(heads.values()).containsOnly((long) EVENTS_EACH);
            assertThat(received.expected()).isEqualTo((long) swarm.size() * EVENTS_EACH);
            assertThat(received).matches(ReceivedEvents.Totals::isPerfect);
            assertThat(naivelyReceived.percent()).isLessThan(100);
            assertThat(catchUps.getTotalCount()).isGreaterThan(swarm.size() * SECONDS / 120L);
            assertThat(Duration.ofNanos(1000 * catchUps.getValueAtPercentile(99)))
                    .isLessThan(LONGEST_CATCH_UP);
            awaitNoSocketsBut(SOCKETS + 1);
        }
        awaitNoSocketsBut(0);
    }

    private static void join(Swarm swarm, UUID department) {
        for (int i = 0; i < AGENTS_EACH; i++) {
            String token = institution.agent("Ana", "AGENT", department).http().bearer();
            swarm.add(SOCKETS / DEPARTMENTS / AGENTS_EACH, department.toString(), token);
        }
    }

    /** @return how long clients took to come back, once the service has had two thirds of the time to warm up */
    private static Histogram writeThrough(List<MessageLoad.Sender> senders, Swarm swarm) {
        int messages = DEPARTMENTS * MESSAGES_EACH;
        try (MessageLoad load = MessageLoad.of(senders, "Is anybody there?", messages, (double) messages / SECONDS)) {
            load.awaitMore(messages * 2 / 3);
            Histogram warm = swarm.reconnectsFromNow();
            load.awaitEnd();
            return warm;
        }
    }

    private static void awaitNoSocketsBut(int expected) {
        await("sockets whose peer has vanished to be reaped")
                .atMost(REAPED_WITHIN)
                .until(() -> Scrape.of(service.uri()).value("prosa_live_sockets"), equalTo((double) expected));
    }
}
