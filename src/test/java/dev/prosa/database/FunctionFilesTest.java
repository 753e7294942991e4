package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.flywaydb.core.extensibility.Plugin;
import org.junit.jupiter.api.Test;

/** How the SQL of functions is written: a function per file, in a body that is text, short, and of one institution. */
class FunctionFilesTest {

    private static final int MOST_LINES = 60;

    /** Becomes entity code. */
    private static final Set<String> LONG = Set.of("change_agent");

    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void functionFile_definesTheFunctionOfItsName() {
        for (FunctionFile file : FunctionFile.all())
            assertThat(file.defined()).as(file.name()).containsExactly(file.name());
    }

    /** A body that is parsed when it is created ties the order of the files to the calls. */
    @Test
    void functionFile_hasStringBody() {
        for (FunctionFile file : FunctionFile.all())
            assertThat(file.isAggregate() || !file.body().isEmpty())
                    .as(file.name())
                    .isTrue();
    }

    @Test
    void functionFile_isShort() {
        List<String> tooLong = FunctionFile.all().stream()
                .filter(file -> file.lines() > MOST_LINES && !LONG.contains(file.name()))
                .map(FunctionFile::name)
                .toList();
        assertThat(tooLong).isEmpty();
    }

    /** A native executable finds Flyway's parts by reflection only where they are listed. */
    @Test
    void nativeReflection_listsFlywaysPlugins() throws IOException {
        String listed =
                Files.readString(RESOURCES.resolve("META-INF/native-image/dev.prosa/prosa/reflect-config.json"));
        for (Plugin plugin : ServiceLoader.load(Plugin.class))
            assertThat(listed).contains('"' + plugin.getClass().getName() + '"');
    }

    @Test
    void migrationIndex_listsEveryFile() throws IOException {
        List<String> index = Files.readAllLines(RESOURCES.resolve("db/migrations.index"));
        try (var files = Files.walk(RESOURCES.resolve("db"))) {
            assertThat(index)
                    .containsExactlyInAnyOrderElementsOf(files.filter(
                                    file -> file.toString().endsWith(".sql"))
                            .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
    }
}
