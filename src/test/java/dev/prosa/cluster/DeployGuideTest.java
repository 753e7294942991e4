package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/deploy.md asks of an operator exists. */
class DeployGuideTest {

    /** Of the compose file itself. */
    private static final Set<String> OF_COMPOSE = Set.of("PROSA_PORT", "PROSA_DATABASE_PASSWORD");

    @Test
    void variables_ofTheGuide_areKnownToTheCode() throws IOException {
        assertThat(matches("\\b((?:PROSA|QUARKUS)_[A-Z_]+)"))
                .filteredOn(variable -> !OF_COMPOSE.contains(variable))
                .hasSizeGreaterThan(10)
                .isSubsetOf(KnownVariables.all());
    }

    @Test
    void files_ofTheGuide_exist() throws IOException {
        assertThat(matches("\\b(src/[\\w./-]+|docker-compose\\.yml)"))
                .isNotEmpty()
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    private static List<String> matches(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("docs", "deploy.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
