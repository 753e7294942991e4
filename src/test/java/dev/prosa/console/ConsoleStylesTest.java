package dev.prosa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The style sheets of the console and its views use the same names. */
class ConsoleStylesTest {

    private static final Path SOURCES = Path.of("src/main/resources/web/app");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern SELECTOR = Pattern.compile("[^{};]+(?=\\{)");
    private static final Pattern CLASS = Pattern.compile("\\.([a-zA-Z][\\w-]*)");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z][\\w-]*");

    @Test
    void styleSheets_selectOnlyClasses_thatViewsName() throws IOException {
        String selectors =
                found(SELECTOR, COMMENT.matcher(sources(".css")).replaceAll("")).collect(Collectors.joining());
        List<String> classes =
                found(CLASS, selectors).map(name -> name.substring(1)).toList();
        assertThat(classes).contains("conversation-header", "queue-page");
        assertThat(new TreeSet<>(classes))
                .isSubsetOf(found(WORD, sources(".ts")).collect(Collectors.toSet()));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group());
    }

    private static String sources(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(ConsoleStylesTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
