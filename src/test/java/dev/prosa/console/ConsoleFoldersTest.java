package dev.prosa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folders of the console import each other in one direction only. */
class ConsoleFoldersTest {

    private static final Path SOURCES = Path.of("src/main/resources/web/app");
    private static final Pattern IMPORT = Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*\"(\\.[^\"]+)\"");

    @Test
    void consoleFolders_importEachOther_withoutACycle() throws IOException {
        Map<String, Set<String>> imports = importsByFolder();
        assertThat(imports).containsKeys("app", "app/base", "app/session", "app/desk", "app/queue");
        assertThat(imports.get("app/queue")).contains("app/conversation");
        assertThat(cycle(imports)).as("a cycle of folders of the console").isEmpty();
    }

    @Test
    void folders_importingEachOther_areNamed() {
        Map<String, Set<String>> imports =
                Map.of("queue", Set.of("base", "thread"), "thread", Set.of("desk"), "desk", Set.of("base", "queue"));
        assertThat(cycle(imports))
                .hasSize(4)
                .contains("queue", "thread", "desk")
                .doesNotContain("base");
    }

    private static Map<String, Set<String>> importsByFolder() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".ts")).toList())
                imports.computeIfAbsent(folder(file), folder -> new TreeSet<>()).addAll(importedFolders(file));
        }
        return imports;
    }

    private static Set<String> importedFolders(Path file) {
        Set<String> folders = new TreeSet<>();
        IMPORT.matcher(read(file))
                .results()
                .map(found -> folder(file.resolveSibling(found.group(1)).normalize()))
                .forEach(folders::add);
        folders.remove(folder(file));
        return folders;
    }

    private static String folder(Path file) {
        return SOURCES.getParent().relativize(file.getParent()).toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The folders of the first cycle that is found, ending with the one that it begins with; empty without a cycle. */
    private static List<String> cycle(Map<String, Set<String>> imports) {
        return imports.keySet().stream()
                .map(start -> pathBack(imports, new ArrayList<>(List.of(start)), new TreeSet<>()))
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> pathBack(Map<String, Set<String>> imports, List<String> path, Set<String> visited) {
        for (String next : imports.getOrDefault(path.get(path.size() - 1), Set.of())) {
            List<String> longer = new ArrayList<>(path);
            longer.add(next);
            if (next.equals(path.get(0))) return longer;
            List<String> found = visited.add(next) ? pathBack(imports, longer, visited) : List.<String>of();
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }
}
