package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.problem.Problem;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.Problems;
import dev.prosa.testing.TestDatabase.Migrated;
import dev.prosa.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The epoch that a node reads first from a server whose data are not the ones that it saw before. */
class FeedRestoreIT {

    @TempDir
    static Path directory;

    private static TestPostgres server;
    private static Migrated database;

    private UUID institution;
    private UUID sales;
    private UUID before;
    private FeedNode node;

    @BeforeAll
    static void start() {
        server = TestPostgres.in(directory);
        database = server.fresh("prosa");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aNodeThatHasSeenAFeed() throws SQLException {
        try (FeedWriter writer = new FeedWriter(database.connect())) {
            institution = writer.institution();
            sales = writer.department(institution, "Sales");
            writer.append(institution, sales, 3, "{}");
        }
        node = FeedNode.on(database);
        before = node.epoch(sales);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void appendMore() throws SQLException {
        try (FeedWriter writer = new FeedWriter(database.connect())) {
            writer.append(institution, sales, 5, "{}");
        }
    }

    /** Until the pool has noticed that its connections are lost, requests are refused. */
    private UUID firstSeen(FeedNode node) {
        return await().ignoreExceptionsMatching(away -> Problems.of(away.getCause()) == Problem.UNAVAILABLE)
                .until(() -> node.epoch(sales), epoch -> true);
    }

    @Test
    void restoredDatabase_startsNewEpoch() throws SQLException {
        Path backup = server.backup();
        appendMore();
        server.close();
        server.startOn(TestPostgres.signalled(backup, "recovery"));

        UUID after = firstSeen(node);

        assertThat(after).isNotEqualTo(before);
        try (FeedNode another = FeedNode.on(database)) {
            assertThat(another.epoch(sales)).isEqualTo(after);
        }
    }

    @Test
    void standby_isRefused_andHasNewEpochOncePromoted() throws SQLException {
        Path backup = server.backup();
        appendMore();
        server.close();
        server.startOn(TestPostgres.signalled(backup, "standby"));
        try (FeedNode another = FeedNode.on(database)) {
            assertThat(another.askEpoch(sales).handle((epoch, refused) -> Problems.of(refused)))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(Problem.UNAVAILABLE);
        }
        server.run("select pg_promote()");

        assertThat(firstSeen(node)).isNotEqualTo(before);
    }

    @Test
    void copiedDirectory_startsNewEpoch_onlyBySetting() throws SQLException {
        node.close();
        server.close();
        Path copy = server.copyOfStopped();
        server.start();
        appendMore();
        server.close();
        server.startOn(copy);
        node = FeedNode.on(database);
        assertThat(node.epoch(sales)).as("nothing tells them apart").isEqualTo(before);

        try (FeedNode renewing = FeedNode.withNewEpoch(database)) {
            UUID after = renewing.epoch(sales);
            assertThat(after).isNotEqualTo(before);
            assertThat(node.epoch(sales)).isEqualTo(after);
        }
    }
}
