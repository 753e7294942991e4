package dev.prosa.database.embedded;

import dev.prosa.database.ExternalDatabase;
import io.quarkus.runtime.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The PostgreSQL that comes with Prosa: one server per data directory, on loopback, with a password stored next to the data
 * and with fsync on. It outlives a reload in dev mode and a kill of the service, and stops when the service stops.
 */
public final class EmbeddedDatabase {

    /** Set to {@code true} while the service runs on the embedded database. */
    static final String EMBEDDED = "prosa.embedded";

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final String HBA = "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path data;
    private final String password;

    private EmbeddedDatabase(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        this.data = this.directory.resolve("postgres");
        this.password = SecretFile.readOrCreate(this.directory.resolve("postgres.password"));
    }

    /** Points the data source at an embedded server, which is started unless a killed service left one. */
    public static void provide() {
        try {
            new EmbeddedDatabase(
                            Path.of(ExternalDatabase.setting("prosa.data-dir").orElse("data")))
                    .start();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The embedded database could not be started: " + e.getMessage(), e);
        }
    }

    private void start() throws IOException, SQLException {
        DirectoryLock.take(directory);
        PostgresServer server = attachOrLaunch();
        protectWithPassword(server.port());
        configure(server.port());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterTheService(server), "embedded-database-stop"));
        LOG.infof("Embedded PostgreSQL on port %d, data in %s", server.port(), data);
    }

    /** One that a killed service left may just be starting, or shutting down: then wait for what becomes of it. */
    private PostgresServer attachOrLaunch() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<PostgresServer.Running> running = PostgresServer.Running.of(data);
        while (running.isPresent() && !accepts(running.get().port())) {
            if (System.nanoTime() > deadline) throw new IOException("the one that is running accepts no connection");
            LockSupport.parkNanos(100_000_000);
            running = PostgresServer.Running.of(data);
        }
        return running.isPresent() ? running.get() : launch();
    }

    private boolean accepts(int port) {
        try (Connection connection = connect(port)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private PostgresServer launch() throws IOException {
        EmbeddedPostgres launched = EmbeddedPostgres.builder()
                .setDataDirectory(data.toFile())
                .setOverrideWorkingDirectory(directory.resolve("bin").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new PostgresServer.Launched(launched);
    }

    /** The library makes a server that trusts everybody on loopback; from here on it asks for the password. */
    private void protectWithPassword(int port) throws IOException, SQLException {
        Path hba = data.resolve("pg_hba.conf");
        if (Files.readString(hba).equals(HBA)) return;
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password + "'");
            Files.writeString(hba, HBA);
            statement.execute("select pg_reload_conf()");
        }
    }

    private Connection connect(int port) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
    }

    private void configure(int port) throws IOException {
        String url = "postgresql://127.0.0.1:" + port + "/postgres";
        System.setProperty(EMBEDDED, "true");
        System.setProperty(ExternalDatabase.REACTIVE_URL, url);
        System.setProperty("quarkus.datasource.username", USER);
        System.setProperty("quarkus.datasource.password", password);
        if (ExternalDatabase.setting("prosa.secret-key").isEmpty()) {
            System.setProperty("prosa.secret-key", SecretFile.readOrCreate(directory.resolve("secret.key")));
        }
    }

    private static void stopAfterTheService(PostgresServer server) {
        Application service = Application.currentApplication();
        if (service != null) service.awaitShutdown();
        try {
            server.stop();
        } catch (IOException e) {
            LOG.warnf("The embedded database was not stopped: %s", e.getMessage());
        }
    }
}
