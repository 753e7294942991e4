package dev.prosa.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A real Kafka broker (KRaft) in a JVM of its own on free ports, with a class path of its own, which
 * {@code src/test/kafka/pom.xml} describes and which is fetched once into {@code target/kafka}; its log goes there too.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Path HOME = Path.of("target", "kafka").toAbsolutePath();
    private static final Path LIBRARIES = HOME.resolve("lib");

    private final Path directory;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private Process process;

    private KafkaBroker(Path directory) {
        this.directory = directory;
    }

    /** A running broker that keeps its data in this directory. */
    public static KafkaBroker in(Path directory) {
        fetchLibraries();
        KafkaBroker broker = new KafkaBroker(directory.toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::kill));
        broker.format();
        return broker.start();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public KafkaBroker start() {
        process = run("kafka.Kafka", properties().toString());
        await("the broker to listen, see " + log())
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(this::isListening);
        return this;
    }

    /** In order; its data stays. */
    public void stop() {
        process.destroy();
        process.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    /** As the kernel does it; its data stays. */
    public void kill() {
        if (process != null) process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void format() {
        write(properties(), settings());
        int exit = run(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        "cHJvc2EtdGVzdC1rYWZrYQ",
                        "-c",
                        properties().toString())
                .onExit()
                .join()
                .exitValue();
        if (exit != 0) throw new IllegalStateException("the broker's storage was not made, see " + log());
    }

    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=3
                offsets.topic.num.partitions=3
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                """
                .formatted(port, controllerPort, directory.resolve("data"));
    }

    private Path properties() {
        return directory.resolve("server.properties");
    }

    private Process run(String... mainAndArguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                LIBRARIES.resolve("*").toString()));
        command.addAll(List.of(mainAndArguments));
        return start(command);
    }

    private Process start(List<String> command) {
        return start(command, log());
    }

    private static Process start(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isListening() {
        if (!process.isAlive()) throw new IllegalStateException("the broker has ended, see " + log());
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return HOME.resolve("broker-" + port + ".log");
    }

    /** Once for all tests, also where several JVMs want it at the same time. */
    private static void fetchLibraries() {
        Path lock = createDirectory(HOME).resolve("lib.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !Files.exists(LIBRARIES)) fetchLibrariesTo(HOME.resolve("lib-" + UUID.randomUUID()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fetchLibrariesTo(Path fresh) throws IOException {
        Path log = HOME.resolve("lib.log");
        int exit = start(
                        List.of(
                                Path.of("mvnw").toAbsolutePath().toString(),
                                "-B",
                                "-ntp",
                                "-q",
                                "-f",
                                "src/test/kafka/pom.xml",
                                "dependency:copy-dependencies",
                                "-DoutputDirectory=" + fresh),
                        log)
                .onExit()
                .join()
                .exitValue();
        if (exit != 0) throw new IllegalStateException("the broker's libraries cannot be had, see " + log);
        Files.move(fresh, LIBRARIES);
    }

    private static Path createDirectory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
