package dev.prosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The book of rules agrees with the code: each rule says where it is decided, what holds it and what tests it. */
class RulesTest {

    private static final Path BOOK = Path.of("docs", "rules.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (R\\d+)\\b.*$");
    private static final Pattern ITEM = Pattern.compile("(?m)^- (Decided in|Held by|Tested by): (.*(?:\\n  .*)*)");
    private static final Pattern LINK = Pattern.compile("\\[`([^`]+)`]\\(([^)]+\\.\\w+)\\)");
    private static final Pattern RULE = Pattern.compile("\\bR(?:1[0-9]|[1-9])\\b");

    /** The name that a link shows, such as {@code Active.assign} or a constraint, and the file it leads to. */
    record Link(String shown, Path target) {}

    static List<String> rulesOfTheContract() {
        return IntStream.rangeClosed(1, 15).mapToObj(number -> "R" + number).toList();
    }

    static List<Link> links() {
        return LINK.matcher(book())
                .results()
                .map(link -> new Link(
                        link.group(1), BOOK.resolveSibling(link.group(2)).normalize()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rulesOfTheContract")
    void aRule_saysWhereItIsDecided(String rule) {
        assertThat(items(rule).get("Decided in")).as("Decided in, of " + rule).containsPattern(LINK);
    }

    @ParameterizedTest
    @MethodSource("rulesOfTheContract")
    void aRule_hasATest(String rule) {
        List<String> tests = LINK.matcher(String.valueOf(items(rule).get("Tested by")))
                .results()
                .map(link -> link.group(2))
                .toList();
        assertThat(tests).as("Tested by, of " + rule).isNotEmpty().allMatch(test -> test.contains("/src/test/"));
    }

    @ParameterizedTest
    @MethodSource("links")
    void aLink_leadsToWhatItNames(Link link) {
        assertThat(link.target()).exists();
        String name = link.shown().substring(link.shown().lastIndexOf('.') + 1);
        assertThat(read(link.target()))
                .as(link.target().toString())
                .containsPattern("\\b" + Pattern.quote(name) + "\\b");
    }

    @Test
    void aRuleNamedInTheSources_isInTheBook() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            files.filter(file -> file.toString().matches(".*\\.(java|sql)"))
                    .forEach(file -> RULE.matcher(read(file)).results().forEach(rule -> named.add(rule.group())));
        }
        assertThat(sections().keySet()).isNotEmpty().containsAll(named);
    }

    private static Map<String, String> items(String rule) {
        assertThat(sections()).containsKey(rule);
        Map<String, String> items = new LinkedHashMap<>();
        ITEM.matcher(sections().get(rule)).results().forEach(item -> items.put(item.group(1), item.group(2)));
        return items;
    }

    /** The text below each rule's heading, by the rule. */
    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : book().split("(?m)^(?=## )")) {
            Matcher heading = HEADING.matcher(section);
            if (heading.find()) sections.put(heading.group(1), section);
        }
        return sections;
    }

    private static String book() {
        return read(BOOK);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
