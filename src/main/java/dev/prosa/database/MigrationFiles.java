package dev.prosa.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** The migrations that {@code db/migrations.index} lists: a native executable has no class path to be searched. */
final class MigrationFiles implements ResourceProvider {

    private static final String INDEX = "db/migrations.index";

    @Override
    public LoadableResource getResource(String name) {
        return index().contains(name) ? new MigrationFile(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return index().stream()
                .<LoadableResource>map(MigrationFile::new)
                .filter(file -> isNamed(file.getFilename(), prefix, suffixes))
                .toList();
    }

    static List<String> index() {
        return read(INDEX).lines().toList();
    }

    private static boolean isNamed(String name, String prefix, String[] suffixes) {
        return name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith);
    }

    private static String read(String path) {
        try (InputStream file = MigrationFiles.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) throw new IllegalStateException(path + " is not in the build");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the class path. */
    private static final class MigrationFile extends LoadableResource {

        private final String path;

        MigrationFile(String path) {
            this.path = path;
        }

        @Override
        public Reader read() {
            return new StringReader(MigrationFiles.read(path));
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}
