package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Concurrently;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Agents are removed from a department while messages arrive there: thousands of times an agent's access ends between two
 * events, and no later event may reach its socket. A server that checks access only at the subscription is the control,
 * and leaks.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RemovalAgainstMessagesIT {

    private static final int AGENTS = 25;
    private static final int ROUNDS = StormSize.of(10_000) / AGENTS;

    @TestHTTPResource("/")
    URI node;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger leaks = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();
    private final AtomicInteger leaksOfTheControl = new AtomicInteger();
    private final Map<UUID, Long> revokedAt = new ConcurrentHashMap<>();
    private TestInstitution institution;
    private UUID sales;
    private List<TestInstitution.Agent> agents;

    @BeforeEach
    void aDepartmentOfManyAgents() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        agents = IntStream.range(0, AGENTS)
                .mapToObj(i -> institution.agent("Agent " + i, "AGENT"))
                .toList();
    }

    @Test
    void events_afterRevokedAccess_reachNoSocket() {
        TestInstitution.Agent admin = institution.agent("Admin", "ADMIN");
        LiveClient all = LiveClient.connect(node, admin.http().bearer()).subscribe(sales.toString());
        all.awaits("caughtUp");
        CompletableFuture<Void> messages = CompletableFuture.runAsync(this::messages);

        Concurrently.forEach(AGENTS, AGENTS, this::joinAndLeave);

        done.set(true);
        messages.join();
        countLeaksOfTheControl(all.events(sales.toString()));
        System.out.printf(
                "%,d removals: %d leaks, %d too early; control: %,d leaks%n",
                ROUNDS * AGENTS, leaks.get(), missing.get(), leaksOfTheControl.get());
        assertThat(leaks).hasValue(0);
        assertThat(missing).as("events before the end of the access").hasValue(0);
        assertThat(leaksOfTheControl).hasPositiveValue();
        all.close();
    }

    /** One event after the other, as fast as they are committed. */
    private void messages() {
        try (FeedWriter database = writer()) {
            while (!done.get()) database.append(institution.id(), sales, 1, "{}");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void joinAndLeave(int number) {
        TestInstitution.Agent agent = agents.get(number);
        try (FeedWriter database = writer();
                LiveClient socket = LiveClient.connect(node, agent.http().bearer())) {
            for (int round = 0; round < ROUNDS; round++) {
                join(database, agent);
                socket.subscribe(sales.toString()).awaits("caughtUp", sales.toString());
                long end = leave(database, agent);
                socket.awaits("unsubscribed", sales.toString());
                long last = lastSeq(socket);
                if (last > end) leaks.incrementAndGet();
                if (last < end) missing.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long lastSeq(LiveClient socket) {
        List<JsonNode> frames = socket.frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            JsonNode events = frames.get(i).path("events");
            if (!events.isEmpty())
                return events.get(events.size() - 1).path("seq").asLong();
        }
        return 0;
    }

    private void join(FeedWriter database, TestInstitution.Agent agent) {
        database.begin();
        database.join(institution.id(), sales, agent.id());
        database.append(institution.id(), sales, List.of("{}"), agent.id(), false);
        database.commit();
    }

    /** @return the seq of the event that ended the access */
    private long leave(FeedWriter database, TestInstitution.Agent agent) {
        database.begin();
        database.leave(institution.id(), sales, agent.id());
        database.append(institution.id(), sales, List.of("{}"), agent.id(), true);
        long end = database.count("select seq from feed where id = ?", sales);
        database.commit();
        revokedAt.putIfAbsent(agent.id(), end);
        return end;
    }

    /** The control would have sent every later event too. */
    private void countLeaksOfTheControl(List<JsonNode> events) {
        for (long end : revokedAt.values()) {
            events.stream()
                    .filter(event -> event.path("seq").asLong() > end)
                    .forEach(e -> leaksOfTheControl.incrementAndGet());
        }
    }

    private static FeedWriter writer() throws SQLException {
        return new FeedWriter(TestDatabase.ofTheService().connect());
    }
}
