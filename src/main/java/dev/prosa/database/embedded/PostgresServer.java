package dev.prosa.database.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A PostgreSQL on loopback that this process may stop. */
sealed interface PostgresServer {

    int port();

    /** Returns once it has ended, or after some seconds. */
    void stop() throws IOException;

    /** One that this process has started. */
    record Launched(EmbeddedPostgres postgres) implements PostgresServer {
        @Override
        public int port() {
            return postgres.getPort();
        }

        @Override
        public void stop() throws IOException {
            postgres.close();
        }
    }

    /** One that already holds the data directory: that of a service which was killed. */
    record Running(ProcessHandle process, int port) implements PostgresServer {

        private static final int SECONDS_TO_STOP = 10;

        static Optional<Running> of(Path data) throws IOException {
            Path pid = data.resolve("postmaster.pid");
            if (!Files.exists(pid)) return Optional.empty();
            List<String> lines = Files.readAllLines(pid);
            Optional<Running> running = ProcessHandle.of(
                            Long.parseLong(lines.get(0).strip()))
                    .filter(Running::isPostgres)
                    .map(p -> new Running(p, Integer.parseInt(lines.get(3).strip())));
            // a killed one that its parent has not reaped still looks alive to PostgreSQL, which then would not start
            if (running.isEmpty()) Files.deleteIfExists(pid);
            return running;
        }

        /** The dead have no command. */
        private static boolean isPostgres(ProcessHandle process) {
            return process.isAlive()
                    && process.info()
                            .command()
                            .filter(c -> c.contains("postgres"))
                            .isPresent();
        }

        @Override
        public void stop() {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(null, SECONDS_TO_STOP, TimeUnit.SECONDS)
                    .thenAccept(Running::warnUnlessEnded)
                    .join();
        }

        private static void warnUnlessEnded(ProcessHandle ended) {
            if (ended == null) {
                Logger.getLogger(PostgresServer.class)
                        .warn("The embedded database is still ending: somebody is connected");
            }
        }
    }
}
