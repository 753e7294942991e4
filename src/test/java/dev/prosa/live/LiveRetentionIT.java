package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.access.TestTokens;
import dev.prosa.testing.FaultProxy;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose next event was deleted gets {@code resync}. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LiveRetentionIT {

    /** {@link #EVENTS} of them are more than the buffers between two sockets can hold. */
    private static final String LONG = "\"" + "x".repeat(60_000) + "\"";

    private static final int EVENTS = 500;

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestTokens tokens;

    private FeedWriter database;
    private UUID institution;
    private UUID sales;
    private String ana;
    private String epoch;

    @BeforeEach
    void anAgentOfSales() throws SQLException {
        database = new FeedWriter(TestDatabase.ofTheService().connect());
        institution = database.institution();
        sales = database.department(institution, "Sales");
        UUID agent = database.agent(institution, "AGENT");
        database.join(institution, sales, agent);
        ana = tokens.of(institution, agent);
        epoch = database.epoch(sales);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private void expire() {
        database.run("select feed_expire_one(?, ?, 'infinity', 10000)", institution, sales);
    }

    private LiveClient reconnect(long after) {
        return LiveClient.connect(base, ana).subscribe(sales.toString(), after, epoch);
    }

    private void assertResync(LiveClient client, long head) {
        JsonNode resync = client.awaits("resync");
        assertThat(resync.path("reason").asText()).isEqualTo("expired");
        assertThat(resync.path("seq").asLong()).isEqualTo(head);
        assertThat(resync.path("epoch").asText()).isEqualTo(epoch);
        database.append(institution, sales, 1, "{}");
        client.awaitsEvents(sales.toString(), head + 1);
    }

    @Test
    void client_beyondTheRetention_resyncs() {
        database.append(institution, sales, 3, "{}");
        expire();
        try (LiveClient client = reconnect(2)) {
            assertResync(client, 3);
        }
    }

    @Test
    void client_atTheHeadOfAnEmptiedFeed_continues() {
        database.append(institution, sales, 3, "{}");
        expire();
        try (LiveClient client = reconnect(3)) {
            client.awaits("subscribed");
            client.awaits("caughtUp");
            database.append(institution, sales, 1, "{}");
            client.awaitsEvents(sales.toString(), 4);
        }
    }

    @Test
    void client_overtakenByExpiry_resyncs() {
        database.append(institution, sales, EVENTS, LONG);
        try (FaultProxy proxy = FaultProxy.to(base.getPort());
                LiveClient client = LiveClient.connect(URI.create("http://127.0.0.1:" + proxy.port()), ana)) {
            client.subscribe(sales.toString(), 0, epoch).awaitsEvents(sales.toString(), 1);
            proxy.freeze();
            expire();
            proxy.restore();
            assertResync(client, EVENTS);
            assertThat(client.events(sales.toString())).hasSizeLessThan(EVENTS);
        }
    }
}
