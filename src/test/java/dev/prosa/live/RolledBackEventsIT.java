package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Concurrently;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Transactions that do all their work, with events and notification, and fail at the commit. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RolledBackEventsIT {

    private static final int ROLLED_BACK = 1_000;
    private static final int WRITERS = 4;

    /** A constraint that is checked at the commit. */
    private static final String REFUSED_AT_COMMIT = "create table if not exists once (id int, writer int,"
            + " constraint only_once unique (id, writer) deferrable initially deferred)";

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private UUID sales;

    @Test
    void rolledBackEvents_reachNoSocket_committedOnesReachAll() throws SQLException {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", sales);
        List<LiveClient> sockets = IntStream.range(0, 3)
                .mapToObj(i -> LiveClient.connect(node, ana.http().bearer()).subscribe(sales.toString()))
                .toList();
        long head = sockets.get(0).awaits("caughtUp").path("seq").asLong();
        sockets.stream().skip(1).forEach(socket -> socket.awaits("caughtUp"));
        try (FeedWriter database = writer()) {
            database.run(REFUSED_AT_COMMIT);
        }

        Concurrently.forEach(WRITERS, WRITERS, this::write);

        for (LiveClient socket : sockets) {
            List<JsonNode> events = socket.awaitsEvents(sales.toString(), head + ROLLED_BACK);
            assertThat(events).extracting(event -> event.path("data").asText()).containsOnly("committed");
            assertThat(socket.seqs(sales.toString()))
                    .isEqualTo(LongStream.rangeClosed(head + 1, head + ROLLED_BACK)
                            .boxed()
                            .toList());
            socket.close();
        }
    }

    /** One transaction that fails before each one that is committed. */
    private void write(int writer) {
        try (FeedWriter database = writer()) {
            for (int i = 0; i < ROLLED_BACK / WRITERS; i++) {
                failAtCommit(database, writer, i);
                database.append(institution.id(), sales, 1, "\"committed\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void failAtCommit(FeedWriter database, int writer, int number) {
        database.begin();
        database.run("insert into once values (?, ?), (?, ?)", number, writer, number, writer);
        database.append(institution.id(), sales, 1, "\"rolled back\"");
        assertThatThrownBy(database::commit).hasMessageContaining("only_once");
    }

    private static FeedWriter writer() throws SQLException {
        return new FeedWriter(TestDatabase.ofTheService().connect());
    }
}
