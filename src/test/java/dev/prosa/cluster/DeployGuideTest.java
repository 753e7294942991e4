package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/deploy.md tells an operator to do is there to be done. */
class DeployGuideTest {

    /** Of the compose file itself. */
    private static final Set<String> OF_COMPOSE = Set.of("PROSA_PORT", "PROSA_DATABASE_PASSWORD");

    @Test
    void everyVariableItNamesIsOneThatTheCodeKnows() throws IOException {
        assertThat(matches("\\b((?:PROSA|QUARKUS)_[A-Z_]+)"))
                .filteredOn(variable -> !OF_COMPOSE.contains(variable))
                .hasSizeGreaterThan(10)
                .isSubsetOf(KnownVariables.all());
    }

    @Test
    void everyFileItNamesIsThere() throws IOException {
        assertThat(matches("\\b(src/[\\w./-]+|docker-compose\\.yml)"))
                .isNotEmpty()
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void afterARestoreEveryFeedGetsAnotherEpochAndKeepsItsEvents() throws IOException, SQLException {
        String restored = String.join("", matches("(?s)```sql\n(.*?)```"));
        try (Connection connection = TestDatabase.fresh().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into institution (name) values ('Restored');
                    insert into department (institution_id, name) select id, 'Sales' from institution;
                    create temp table before as select * from feed;
                    """);

            statement.execute(restored);

            var same = statement.executeQuery(
                    """
                    select count(*), count(distinct f.epoch), count(*) filter (where f.epoch = b.epoch)
                    from feed f join before b using (institution_id, id, seq)""");
            assertThat(same.next()).isTrue();
            assertThat(List.of(same.getInt(1), same.getInt(2), same.getInt(3))).containsExactly(2, 2, 0);
        }
    }

    private static List<String> matches(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("docs", "deploy.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
