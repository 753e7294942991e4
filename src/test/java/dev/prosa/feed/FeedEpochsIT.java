package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Concurrently;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestDatabase.Migrated;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** If the database is another one than was served last, every feed gets a new epoch before anybody is served. */
class FeedEpochsIT {

    private static final String TO_ALL_FEEDS =
            """
            select feed_append(array_agg(institution_id), array_agg(id order by random()), array_agg('x'::text),
                               array_agg('{}'::text), now())
            from feed where institution_id = ?""";

    private final Migrated database = TestDatabase.migratedItself();
    private UUID institution;
    private UUID sales;

    @BeforeEach
    void anInstitution() {
        try (FeedWriter writer = writer()) {
            institution = writer.institution();
            sales = writer.department(institution, "Sales");
            writer.append(institution, sales, 3, "{}");
            for (String name : List.of("One", "Two", "Three", "Four")) writer.department(institution, name);
        }
    }

    private FeedWriter writer() {
        try {
            return new FeedWriter(database.connect());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID stored() {
        try (FeedWriter writer = writer()) {
            return UUID.fromString(writer.epoch(sales));
        }
    }

    /** As after a restore: the feeds were served last by another server. */
    private void becomeOtherServer() {
        run(database, "update feed_served set origin = 'elsewhere'");
    }

    private static void run(Migrated database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sameDatabase_connectedAgain_keepsEpoch() {
        UUID before = stored();
        for (int i = 0; i < 2; i++) {
            try (FeedNode node = FeedNode.on(database)) {
                assertThat(node.epoch(sales)).isEqualTo(before);
            }
        }
    }

    @Test
    void otherServer_renewsEveryFeed_atTheSameSeq() {
        Set<String> before = epochs();
        becomeOtherServer();
        try (FeedNode node = FeedNode.on(database);
                FeedWriter writer = writer()) {
            node.epoch(sales);
            assertThat(epochs()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
            assertThat(writer.count("select seq from feed where id = ?", sales)).isEqualTo(3);
            writer.append(institution, sales, 1, "{}");
        }
    }

    private Set<String> epochs() {
        Set<String> epochs = new HashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select epoch::text from feed")) {
            while (rows.next()) epochs.add(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return epochs;
    }

    @Test
    void concurrentConnections_onTwoNodes_renewOnce() {
        for (int round = 0; round < 20; round++) {
            UUID before = stored();
            becomeOtherServer();
            try (FeedNode one = FeedNode.on(database);
                    FeedNode other = FeedNode.on(database)) {
                List<CompletableFuture<UUID>> asked = Stream.of(one, other, one, other, one, other, one, other)
                        .map(node -> node.askEpoch(sales))
                        .toList();
                Set<UUID> seen = new HashSet<>();
                asked.forEach(epoch -> seen.add(epoch.join()));
                assertThat(seen).hasSize(1).doesNotContain(before);
            }
        }
    }

    @Test
    void logicalCopy_getsNewEpochs_originalKeepsThem() {
        UUID before = stored();
        Migrated copy = new Migrated(database.name() + "_copy", database.port());
        run(
                new Migrated("postgres", database.port()),
                "create database " + copy.name() + " template " + database.name());
        try (FeedNode onTheCopy = FeedNode.on(copy);
                FeedNode onTheOriginal = FeedNode.on(database)) {
            assertThat(onTheCopy.epoch(sales)).isNotEqualTo(before);
            assertThat(onTheOriginal.epoch(sales)).isEqualTo(before);
        }
    }

    @Test
    void recreatedTable_getsNewEpoch() {
        UUID before = stored();
        run(
                database,
                "create table made_anew (like feed including all); insert into made_anew (institution_id, id, seq, epoch)"
                        + " select institution_id, id, seq, epoch from feed; alter table feed rename to gone;"
                        + " alter table made_anew rename to feed");
        try (FeedNode node = FeedNode.on(database)) {
            assertThat(node.epoch(sales)).isNotEqualTo(before);
        }
    }

    @Test
    void newEpochSetting_renewsOnce_atTheStart() {
        UUID before = stored();
        try (FeedNode node = FeedNode.withNewEpoch(database)) {
            UUID anew = node.epoch(sales);
            assertThat(anew).isNotEqualTo(before);
            run(
                    database,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                            + " and pid <> pg_backend_pid()");
            assertThat(firstAnswer(node)).isEqualTo(anew);
        }
    }

    private UUID firstAnswer(FeedNode node) {
        return await().ignoreExceptions().until(() -> node.epoch(sales), epoch -> true);
    }

    @Test
    void renewals_withWriters_doNotDeadlock() {
        AtomicInteger at = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Concurrently.forEach(6, 6, i -> {
            try (FeedWriter writer = writer()) {
                while (at.get() < 60) work(i, writer, at);
            } catch (RuntimeException e) {
                failures.add(e);
                at.set(60);
            }
        });
        assertThat(failures).isEmpty();
    }

    /** Two renew, four write, each time to all feeds in another order. */
    private void work(int i, FeedWriter writer, AtomicInteger renewals) {
        if (i < 2) {
            writer.run("select feed_recognise(true)");
            renewals.incrementAndGet();
        } else {
            writer.run(TO_ALL_FEEDS, institution);
        }
    }

    @Test
    void restrictedRole_noticesAnotherTable_only() {
        String role = "blind_" + database.name();
        run(
                database,
                "create role " + role + " login password 'postgres';"
                        + " revoke execute on function pg_control_system, pg_walfile_name, pg_current_wal_lsn from public;"
                        + " grant all on all tables in schema public to " + role);
        run(
                database,
                "update feed_served set origin = regexp_replace(origin, 'server [^,]*, timeline [^,]*', 'server ?, timeline ?')");
        UUID before = stored();
        try (FeedNode node = FeedNode.on(database, role)) {
            assertThat(node.epoch(sales)).isEqualTo(before);
        }
        run(database, "update feed_served set origin = replace(origin, 'table', 'another table')");
        try (FeedNode node = FeedNode.on(database, role)) {
            assertThat(node.epoch(sales)).isNotEqualTo(before);
        }
    }
}
