package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the places that CONTRIBUTING.md lists to those that name the fields of a message's content. */
class ContentFieldPlacesTest {

    private static final Path GUIDE = Path.of("CONTRIBUTING.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## Add a field to a message$(.*?)^## ");
    private static final Pattern PLACE = Pattern.compile("(?m)^\\d\\. \\[[^]]+]\\(([^)]+)\\)");
    /** Two fields whose names mean nothing else here. */
    private static final Pattern FIELD = Pattern.compile("\\b(?:mimeType|fileSize|mime_type|file_size)\\b");
    /** The console shows what people are to see. */
    private static final Path CONSOLE = Path.of("src/main/resources/web");

    @Test
    void contentField_isNamedInTheListedPlacesOnly() {
        assertThat(namingPlaces()).isEqualTo(listedPlaces());
    }

    @Test
    void listedPlaces_areAtMostFive() {
        assertThat(listedPlaces()).hasSizeBetween(1, 5);
    }

    private static Set<Path> listedPlaces() {
        String guide = text(GUIDE);
        return SECTION.matcher(guide)
                .results()
                .flatMap(section -> PLACE.matcher(section.group(1)).results())
                .map(place -> Path.of(place.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Path> namingPlaces() {
        return Stream.of(Path.of("src/main"), Path.of("clients/typescript/src"))
                .flatMap(ContentFieldPlacesTest::sources)
                .filter(file -> !file.startsWith(CONSOLE))
                .filter(file -> FIELD.matcher(text(file)).find())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|sql|yaml|ts)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
