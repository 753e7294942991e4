package dev.prosa.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server for one test. It keeps its port while it stops, crashes, and starts again on its data or on a copy of
 * them. What it has committed survives a crash.
 */
public final class TestPostgres implements AutoCloseable {

    /** What belongs to the running server and not to its data. */
    private static final Set<String> OF_THE_SERVER = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final Path directory;
    private int port;
    private int copies;
    private Path data;
    private EmbeddedPostgres running;

    private TestPostgres(Path directory) {
        this.directory = directory;
        this.data = directory.resolve("data");
    }

    public static TestPostgres in(Path directory) {
        TestPostgres server = new TestPostgres(directory);
        server.start();
        return server;
    }

    /** A new empty database with Prosa's schema. */
    public TestDatabase.Migrated fresh(String name) {
        run("create database " + name);
        return TestDatabase.migrate(new TestDatabase.Migrated(name, port));
    }

    public void start() {
        try {
            running = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            port = running.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on other data than before. */
    public void startOn(Path copy) {
        data = copy;
        start();
    }

    /** In order: what is under way is rolled back, connections end. */
    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if the machine had stopped; it recovers from its log when it starts again. */
    public void crash() {
        ProcessHandle postmaster = postmaster();
        execute("kill", "-QUIT", String.valueOf(postmaster.pid()));
        postmaster.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        close();
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String... command) {
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data as they are while nobody runs on them. */
    public Path copyOfStopped() {
        return copy(data, directory.resolve("copy-" + ++copies), false);
    }

    /** A base backup of the running server, made as the manual says; it is recovered to the end of its log, and no further. */
    public Path backup() {
        Path backup = directory.resolve("backup-" + ++copies);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            copy(data, backup, true);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(backup.resolve("backup_label"), label.getString(1));
            }
            copy(data.resolve("pg_wal"), backup.resolve("pg_wal"), false);
            Files.writeString(
                    backup.resolve("postgresql.auto.conf"), "restore_command = 'false'\n", StandardOpenOption.APPEND);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return backup;
    }

    /** @param as {@code recovery}: to be recovered and served; {@code standby}: to stay a standby until it is promoted */
    public static Path signalled(Path backup, String as) {
        try {
            Files.createFile(backup.resolve(as + ".signal"));
            return backup;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return new TestDatabase.Migrated("postgres", port).connect();
    }

    private static Path copy(Path from, Path to, boolean withoutLog) {
        try {
            Files.walkFileTree(from, new Copying(from, to, withoutLog));
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of a running server may go while they are copied. */
    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;
        private final boolean withoutLog;

        Copying(Path from, Path to, boolean withoutLog) {
            this.from = from;
            this.to = to;
            this.withoutLog = withoutLog;
        }

        private Path target(Path path) {
            return to.resolve(from.relativize(path));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target(path));
            Files.setPosixFilePermissions(target(path), PosixFilePermissions.fromString("rwx------"));
            boolean skips = withoutLog && path.equals(from.resolve("pg_wal"));
            return skips ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            try {
                if (!OF_THE_SERVER.contains(path.getFileName().toString())) Files.copy(path, target(path));
            } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
